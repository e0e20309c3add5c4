import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../shape/source-tree'
import { filesIn, newFolder, removeFolders } from '../vendor/built-project'
import { install, pack } from '../vendor/npm'

/** What each package may hold, beside package.json, README.md and LICENSE. */
const packages = [
  {
    name: 'miniprogram-iot-login',
    folder: 'plugin',
    holds: [
      /^miniprogram_dist\/.+\.(js|json|wxml|wxss)$/,
      /^types\/.+\.d\.ts$/,
      /^testing\/(package\.json|dist\/[a-z-]+\.(js|d\.ts))$/,
      /^(silent|avatar|tx-iot-sdk)\/package\.json$/,
      /^(jsx|vue)\/index\.d\.ts$/,
    ],
    needs: [
      'miniprogram_dist/components/iot-login/iot-login.wxml',
      'types/index.d.ts',
      'testing/dist/index.js',
    ],
  },
  {
    name: 'iot-login-relay',
    folder: 'relay',
    holds: [
      /^dist\/(.+\.(js|d\.ts)|licences\.txt)$/,
      /^\.env\.example$/,
      /^(nginx\.conf|grafana-dashboard\.json)$/,
    ],
    needs: [
      'dist/main.js',
      'dist/iot-login-relay.js',
      'dist/index.d.ts',
      'dist/licences.txt',
      '.env.example',
      'nginx.conf',
      'grafana-dashboard.json',
    ],
  },
  {
    name: 'iot-login-sandbox',
    folder: 'sandbox',
    holds: [/^dist\/.+\.(js|d\.ts)$/],
    needs: ['dist/main.js', 'dist/index.d.ts'],
  },
]
const always = ['LICENSE', 'README.md', 'package.json']

let project: string
const installed = (name: string) => join(project, 'node_modules', name)
const tool = (name: string, ...args: string[]) =>
  execFileSync(process.execPath, [join(root, 'node_modules/.bin', name), ...args], { encoding: 'utf8' })

beforeAll(() => {
  project = newFolder('packages')
  execFileSync('npm', ['init', '-y'], { cwd: project, shell: process.platform === 'win32' })
  install(project, ...packages.map(({ name }) => pack(name)))
})
afterAll(removeFolders)

describe.each(packages)('the package $name', ({ name, folder, holds, needs }) => {
  test('holds what is meant to ship, and nothing else', () => {
    const files = filesIn(installed(name)).filter((path) => !path.startsWith('node_modules/'))
    expect(files).toEqual(expect.arrayContaining([...always, ...needs]))
    const stray = files.filter((path) => !always.includes(path) && !holds.some((kind) => kind.test(path)))
    expect(stray).toEqual([])
    expect(files.filter((path) => /\btests?\b|\.tsbuildinfo$/.test(path))).toEqual([])
  })

  test('carries the licence of the repository', () => {
    expect(readFileSync(join(installed(name), 'LICENSE'), 'utf8')).toBe(
      readFileSync(join(root, 'LICENSE'), 'utf8'),
    )
  })

  test('links in its README only to what it brings, or to an address', () => {
    const text = readFileSync(join(installed(name), 'README.md'), 'utf8')
    const lost = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)]
      .map(([, target = '']) => target)
      .filter((target) => target.startsWith('..') || !existsSync(join(installed(name), target)))
    expect(lost).toEqual([])
  })

  test('names in its types only files that come with it', () => {
    const missing = filesIn(installed(name))
      .filter((path) => path.endsWith('.d.ts') && !path.startsWith('node_modules/'))
      .flatMap((path) =>
        [...readFileSync(join(installed(name), path), 'utf8').matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)]
          .map(([, specifier = '']) => join(installed(name), path, '..', specifier))
          .filter((target) => !existsSync(`${target}.d.ts`) && !existsSync(join(target, 'index.d.ts')))
          .map((target) => `${path} names ${target}`),
      )
    expect(missing).toEqual([])
  })

  test('is clean for publint', () => {
    expect(tool('publint', 'run', pack(name), '--strict', '--level', 'warning')).toContain('All good!')
  })

  test('has types that every resolution finds', () => {
    // The mini program resolves as WeChat does; TypeScript beside it, as node16 or as a bundler does.
    expect(tool('attw', pack(name), '--profile', 'node16', '--format', 'ascii')).toContain(
      'No problems found',
    )
  })

  test('has the version of its workspace', () => {
    const read = (path: string) => (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version
    expect(read(join(installed(name), 'package.json'))).toBe(read(join(root, folder, 'package.json')))
  })
})
