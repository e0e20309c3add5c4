import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bakeProvider } from '../../plugin/bake-provider'
import { root } from '../shape/source-tree'
import { openThirdPartyPage } from '../stand-ins/open-third-party-page'
import { pluginWx } from '../stand-ins/plugin-wx'
import { startRelay, type RunningRelay } from '../stand-ins/running-relay'
import { copyOfBuild, edit, newFolder, removeFolders } from './built-project'
import { compileByWeChat, complaintOf, type Answer } from './wechat-compiler'

const PLUGIN = 'wx00000000000000a0'
const HOST = 'wx00000000000000b1'
const PAGE = 'pages/basic/basic'

/** What the plugin's page in the marketplace says. */
const page = readFileSync(join(root, 'doc/README.md'), 'utf8')
const blocks = (language: string) =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, 'gm'))].map(([, code]) => code ?? '')
const [declared = '{}', used = '{}'] = blocks('json')

let relay: RunningRelay
let answers: Answer[]
const compiled = { plugin: '', host: '' }

beforeAll(async () => {
  relay = await startRelay({
    sandbox: {
      apps: [
        {
          appId: PLUGIN,
          appSecret: 'made-up-secret-of-wechat',
          iotAppKey: 'ProvidersKey',
          iotAppSecret: 'made-up-secret-of-iot',
        },
      ],
    },
    environment: {
      WECHAT_APP_ID: PLUGIN,
      WECHAT_APP_SECRET: 'made-up-secret-of-wechat',
      WECHAT_APP_KIND: 'plugin',
      IOT_APP_KEY: 'ProvidersKey',
      IOT_APP_SECRET: 'made-up-secret-of-iot',
    },
  })
  const output = newFolder('third-party-compiled')
  Object.assign(compiled, { plugin: join(output, 'plugin'), host: join(output, 'host') })
  answers = await compileByWeChat([
    { projectPath: pluginOfProvider(), type: 'miniProgramPlugin', appId: PLUGIN, into: compiled.plugin },
    { projectPath: thirdPartyHost(), type: 'miniProgram', appId: HOST, into: compiled.host },
  ])
})
afterAll(async () => {
  removeFolders()
  await relay.close()
})

/** The plugin as its provider builds and uploads it. */
function pluginOfProvider(): string {
  const { folder, pluginRoot, hostRoot } = copyOfBuild('plugin-of-provider')
  const file = join(folder, 'provider.json')
  writeFileSync(file, JSON.stringify({ relayUrl: relay.url, appKey: 'ProvidersKey' }))
  bakeProvider({ file, pluginRoot, hostRoot })
  edit(folder, 'project.config.json', (text) => text.replace('"touristappid"', `"${PLUGIN}"`))
  edit(hostRoot, 'app.json', (text) => text.replace('"touristappid"', `"${PLUGIN}"`))
  return folder
}

/** One page of the demo host in the mini program of somebody else: the plugin in `app.json`, the tag, and no set-up. */
function thirdPartyHost(): string {
  const folder = newFolder('third-party-host')
  const demo = (path: string) => readFileSync(join(root, 'dist/miniprogram', path), 'utf8')
  const { plugins } = JSON.parse(declared.replace('插件的 AppID', PLUGIN)) as { plugins: object }
  const { window, themeLocation } = JSON.parse(demo('app.json')) as Record<string, unknown>
  const files: Record<string, string> = {
    'project.config.json': JSON.stringify({
      appid: HOST,
      compileType: 'miniprogram',
      setting: { es6: false },
    }),
    'app.json': JSON.stringify({ pages: [PAGE], plugins, window, themeLocation, darkmode: true }),
    'app.js': 'App({})',
    [`${PAGE}.json`]: used,
  }
  for (const path of [
    'theme.json',
    'app.wxss',
    'in-languages.js',
    'login-page.js',
    'masked.js',
    'pages/basic/words.js',
    ...['js', 'wxml', 'wxss'].map((extension) => `${PAGE}.${extension}`),
  ]) {
    files[path] = demo(path)
  }
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}

describe('a mini program of another AppID that adds the plugin by the words of its page', () => {
  test('is compiled by WeChat, and so is the plugin with the relay of its provider', () => {
    expect(answers.map(complaintOf)).toEqual(['', ''])
  })

  test('logs in by the tag only, in what WeChat has compiled', async () => {
    const appIds = { plugin: PLUGIN, host: HOST }
    const asked: string[] = []
    const shown = openThirdPartyPage({
      pluginRoot: join(compiled.plugin, 'plugin'),
      hostRoot: compiled.host,
      page: PAGE,
      wx: {
        // A third-party host: `wx.login` is refused, and the host's own domains do not count.
        plugin: pluginWx({
          ...appIds,
          domains: [new URL(relay.url).origin],
          mint: (by) => {
            asked.push(by)
            if (by === 'login') return undefined
            const code = { user: 'ming', appId: PLUGIN, codeType: by, hostAppId: HOST }
            return relay.sandbox.mintCode(code).code
          },
        }),
        host: pluginWx({ ...appIds, domains: [], mint: () => undefined }),
      },
    })
    expect(await shown.tapLogin()).toMatchObject({ signedIn: { token: expect.any(String) }, failure: null })
    expect(asked).toEqual(['pluginLogin'])
    shown.close()
  })

  test('is refused by WeChat where app.json does not say whose plugin it is', async () => {
    const folder = thirdPartyHost()
    edit(folder, 'app.json', (text) => text.replace('"provider"', '"owner"'))
    const [refused] = await compileByWeChat([{ projectPath: folder, type: 'miniProgram', appId: HOST }])
    expect(complaintOf(refused)).toMatch(/app\.json.*provider/)
  })
})
