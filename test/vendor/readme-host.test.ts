/** @jest-environment jsdom */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as simulate from 'miniprogram-simulate'
import { installFakeWx } from '../stand-ins/fake-wx'
import { edit, removeFolders } from './built-project'
import { complaintsOfWcc, complaintsOfWcsc } from './native-compilers'
import { hostByReadme, type ReadmeHost } from './readme-host'
import { unresolvedRequires } from './rules/unresolved-requires'
import { sizeTable } from './sizes'
import { compileByWeChat, complaintOf, type Answer } from './wechat-compiler'

let host: ReadmeHost
let answer: Answer | undefined

const job = () => ({
  projectPath: host.folder,
  type: 'miniProgram' as const,
  npm: { packageJsonPath: join(host.miniprogramRoot, 'package.json'), into: host.miniprogramRoot },
})
const npmPath = (path: string) => join(host.miniprogramRoot, 'miniprogram_npm', path)

beforeAll(async () => {
  host = hostByReadme()
  ;[answer] = await compileByWeChat([job()])
})
afterAll(removeFolders)

describe('a fresh host, made by following the README word by word,', () => {
  test('is built and compiled by WeChat, without a warning', () => {
    expect(complaintOf(answer)).toBe('')
    const { files, warnings } = answer as { files: Record<string, number>; warnings: unknown[] }
    expect(warnings).toEqual([])
    expect(files).toHaveProperty([
      'miniprogram_npm/miniprogram-iot-login/components/iot-login/iot-login.wxml',
    ])
    process.stdout.write(sizeTable('npm form', files, 'miniprogram_npm/miniprogram-iot-login/'))
  })

  test('holds templates, styles and requires that lead somewhere', () => {
    const form = npmPath('miniprogram-iot-login')
    expect([...complaintsOfWcc(form), ...complaintsOfWcsc(form), ...unresolvedRequires(form)]).toEqual([])
  })

  test('logs in', async () => {
    const phone = installFakeWx()
    run('app.js').onLaunch?.()
    const page = run('pages/index/index.js')
    const { usingComponents } = JSON.parse(read('pages/index/index.json')) as {
      usingComponents: Record<string, string>
    }
    const id = simulate.load(npmPath(usingComponents['iot-login'] ?? ''), 'iot-login', {
      rootPath: npmPath('miniprogram-iot-login'),
    })
    const shown = simulate.render(
      // The simulator finds nodes by id or class only.
      simulate.load({
        template: read('pages/index/index.wxml').replace('<iot-login', '<iot-login id="button"'),
        usingComponents: { 'iot-login': id },
        methods: page,
      } as never),
    )
    const told = new Promise((resolve) => Object.assign(shown.instance, { setData: resolve }))
    shown.attach(document.body)
    shown.querySelector('#button')?.querySelector('.iot-login__button')?.dispatchEvent('tap')
    await expect(told).resolves.toMatchObject({ token: 'token-1' })
    expect(phone.request.calls).toHaveLength(1)
  })

  test('is refused by WeChat when it names a component that the package does not have', async () => {
    edit(host.miniprogramRoot, 'pages/index/index.json', (text) => text.replace('/iot-login"', '/nowhere"'))
    const [refusal] = await compileByWeChat([job()])
    expect(complaintOf(refusal)).toContain('pages/index/index.json')
    expect(complaintOf(refusal)).toMatch(/component not found/)
  })
})

const read = (path: string) => readFileSync(join(host.miniprogramRoot, path), 'utf8')

type Methods = Record<string, (this: object, event: { detail: object }) => void>

/** Runs a script of the host as WeChat would, and answers what it gave to `App` or `Page`. */
function run(path: string): Methods & { onLaunch?: () => void } {
  let given: Methods = {}
  const take = (options: Methods) => (given = options)
  const requireNpm = (name: string) => {
    const found = join(npmPath(name), 'index.js')
    if (!existsSync(found)) throw new Error(`miniprogram_npm holds no ${name}`)
    return jest.requireActual<object>(found)
  }
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- a script of the host is what is run
  new Function('require', 'App', 'Page', read(path))(requireNpm, take, take)
  return given
}
