import { execFileSync } from 'node:child_process'
import { mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from '../shape/source-tree'
import { installFakeWx } from '../stand-ins/fake-wx'
import { newFolder, removeFolders } from '../vendor/built-project'
import { install, pack } from '../vendor/npm'
import { readmeProjectConfig } from '../vendor/readme-host'
import { compileByWeChat, complaintOf } from '../vendor/wechat-compiler'
import { assets, hosts, tsconfig } from './mini-program-hosts'

afterAll(removeFolders)

const projectConfig = readmeProjectConfig()
const [relation] = projectConfig.setting.packNpmRelationList

describe.each(hosts)('a fresh mini program in $language', ({ language, ...sources }) => {
  const folder = newFolder(`host-${language}`)
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }

  beforeAll(() => {
    write('package.json', JSON.stringify({ name: 'host', private: true }))
    write('tsconfig.json', JSON.stringify(tsconfig))
    write(
      'project.config.json',
      JSON.stringify({ compileType: 'miniprogram', miniprogramRoot: 'miniprogram/', ...projectConfig }),
    )
    for (const [path, text] of Object.entries(sources)) write(path, text)
    for (const [path, text] of Object.entries(assets)) write(join('miniprogram', path), text)
    install(folder, pack('miniprogram-iot-login'))
    const typings = 'node_modules/miniprogram-api-typings'
    symlinkSync(join(root, typings), join(folder, typings))
  })

  test('is typed, strictly and down to the declarations themselves', () => {
    expect(tsc(folder)).toBe('')
  })

  test('is compiled by WeChat', async () => {
    const [answer] = await compileByWeChat([
      {
        projectPath: folder,
        type: 'miniProgram',
        npm: {
          packageJsonPath: join(folder, relation.packageJsonPath),
          into: join(folder, relation.miniprogramNpmDistDir),
        },
      },
    ])
    expect(complaintOf(answer)).toBe('')
    expect((answer as { warnings: unknown[] }).warnings).toEqual([])
  })

  test('is not compiled where the npm form lies beside package.json, above the folder of app.json', async () => {
    const built = join(folder, 'miniprogram/miniprogram_npm')
    renameSync(built, join(folder, 'miniprogram_npm'))
    const [answer] = await compileByWeChat([{ projectPath: folder, type: 'miniProgram' }])
    expect(complaintOf(answer)).toContain('component not found')
    renameSync(join(folder, 'miniprogram_npm'), built)
  })

  test('runs: the page reads a token of the session that the app has configured', async () => {
    const phone = installFakeWx()
    run('app.js').onLaunch()
    await expect(run('pages/index/index.js').read()).resolves.toBe('token-1')
    expect(phone.request.calls.map(({ url }) => url)).toEqual(['https://login.example.com/login'])
  })

  /** Loads a script of the host as WeChat would, and answers what it gave to `App` or `Page`. */
  function run(path: string): HostScript {
    let given: Partial<HostScript> = {}
    const take = (options: Partial<HostScript>) => (given = options)
    Object.assign(globalThis, { App: take, Page: take })
    jest.requireActual<object>(join(folder, 'miniprogram', path))
    return given as HostScript
  }
})

interface HostScript {
  onLaunch(): void
  read(): Promise<string>
}

function tsc(cwd: string): string {
  try {
    return execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc')], {
      cwd,
      encoding: 'utf8',
    })
  } catch (error) {
    return (error as { stdout: string }).stdout
  }
}
