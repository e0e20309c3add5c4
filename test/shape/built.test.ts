import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import {
  anyInTypes,
  callsThatPhonesLack,
  laterThanES2018,
  requiresOutside,
  wordsOfSecrets,
} from './built-rules'
import { builtFiles, root } from './source-tree'

const forWeChat = ['dist/plugin', 'dist/miniprogram', 'plugin/miniprogram_dist']
const readJson = (path: string) =>
  JSON.parse(readFileSync(join(root, path), 'utf8')) as Record<string, unknown>
const file = (path: string, text: string) => [{ path, text }]
/** What is there as it was published is not ours to write. */
const isTencents = (path: string) => path.includes('/miniprogram_npm/qcloud-iotexplorer-appdev-sdk/')
const ours = (folder: string, ...extensions: string[]) =>
  builtFiles(folder, ...extensions).filter(({ path }) => !isTencents(path))

describe.each(forWeChat)('%s', (folder) => {
  test('knows no word of a secret', () => {
    expect(wordsOfSecrets(ours(folder, '.js', '.json', '.wxml', '.wxss', '.wxs'))).toEqual([])
  })

  test('is ES2018', () => {
    expect(laterThanES2018(builtFiles(folder, '.js'))).toEqual([])
  })

  test('calls nothing that old base libraries lack', () => {
    expect(callsThatPhonesLack(ours(folder, '.js'))).toEqual([])
  })

  test('needs no package but what is in its miniprogram_npm', () => {
    const isThere = (name: string) => existsSync(join(root, folder, 'miniprogram_npm', name, 'index.js'))
    const missing = requiresOutside(ours(folder, '.js')).filter(
      (line) => !isThere(line.split(' ').at(-1) ?? ''),
    )
    expect(missing).toEqual([])
  })

  test('holds nothing that WeChat has no use for', () => {
    const paths = builtFiles(folder, '').map(({ path }) => path)
    expect(paths.filter((path) => !/\.(js|json|wxml|wxss|wxs|png|jpg|svg)$/.test(path))).toEqual([])
    expect(paths.filter((path) => /\.test\.|\/(package|tsconfig)\.json$/.test(path))).toEqual([])
  })
})

test.each(['plugin/types', 'relay/dist', 'sandbox/dist'])('%s has no any in its types', (folder) => {
  expect(anyInTypes(builtFiles(folder, '.d.ts'))).toEqual([])
})

test('the plugin depends on nothing at run time', () => {
  const { dependencies, peerDependencies, optionalDependencies } = readJson('plugin/package.json')
  expect({ ...Object(dependencies), ...Object(peerDependencies), ...Object(optionalDependencies) }).toEqual(
    {},
  )
})

describe('WeChat DevTools finds', () => {
  const missing = (paths: string[]) => paths.filter((path) => !existsSync(join(root, path)))
  const component = (path: string) => ['.js', '.json', '.wxml'].map((extension) => path + extension)

  test('both roots where project.config.json says they are', () => {
    const { compileType, miniprogramRoot, pluginRoot } = readJson('project.config.json')
    expect(compileType).toBe('plugin')
    expect(missing([`${String(miniprogramRoot)}app.json`, `${String(pluginRoot)}plugin.json`])).toEqual([])
  })

  test('what plugin.json makes public', () => {
    const { main, publicComponents } = readJson('dist/plugin/plugin.json')
    const paths = Object.values(publicComponents as Record<string, string>)
    expect(paths).not.toHaveLength(0)
    expect(missing([String(main), ...paths.flatMap(component)].map((path) => `dist/plugin/${path}`))).toEqual(
      [],
    )
  })

  test('every page of the demo host', () => {
    const { pages } = readJson('dist/miniprogram/app.json')
    expect(missing((pages as string[]).flatMap((page) => component(`dist/miniprogram/${page}`)))).toEqual([])
  })

  test('the plugin under the AppID of the project, as it demands of a plugin under development', () => {
    const { appid } = readJson('project.config.json')
    const { plugins } = readJson('dist/miniprogram/app.json')
    expect(plugins).toEqual({ 'iot-login': { version: 'dev', provider: appid } })
  })
})

describe('the rule is seen to break by', () => {
  test.each(['appSecret', 'APP_SECRET', 'Hmac', 'HMAC-SHA1', 'sha1', 'session_key', 'sessionKey'])(
    '%s',
    (word) => {
      const [finding] = wordsOfSecrets(file('dist/plugin/a.js', `ok\nconst a = '${word}'`))
      expect(finding).toMatch(/^dist\/plugin\/a\.js:2 says /)
    },
  )

  test.each(['a?.b', 'a ?? b', 'try {} catch {}', 'class A { b = 1 }', "import a from './a'"])(
    '%s',
    (text) => {
      expect(laterThanES2018(file('a.js', `\n${text}`))).toEqual([
        expect.stringContaining('a.js:2 is not ES2018'),
      ])
    },
  )

  test.each(['work.finally(end)', 'new Intl.Segmenter()'])('%s', (text) => {
    expect(callsThatPhonesLack(file('a.js', `\n${text}`))).toEqual([`a.js:2 ${text}`])
  })

  test('a package that is required', () => {
    const text = "const a = require('./a')\nconst b = require('lodash')"
    expect(requiresOutside(file('plugin/miniprogram_dist/c.js', text))).toEqual([
      'plugin/miniprogram_dist/c.js:2 requires lodash',
    ])
  })

  test('any in a type, not in a comment or a name', () => {
    const text = '/** any */\nexport declare const any: string\nexport declare function f(a: any[]): void'
    expect(anyInTypes(file('a.d.ts', text))).toEqual(['a.d.ts:3 says any'])
  })

  test('a folder that was not built', () => {
    expect(() => builtFiles('dist/nowhere', '.js')).toThrow('run `npm run build` first')
  })
})
