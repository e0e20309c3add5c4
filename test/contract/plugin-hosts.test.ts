import { join } from 'node:path'
import { runInNewContext } from 'node:vm'
import type * as IotLogin from '../../plugin'
import { root } from '../shape/source-tree'
import { pluginWx } from '../stand-ins/plugin-wx'
import { rejectionOf } from '../stand-ins/rejection-of'
import { startRelay, type RunningRelay } from '../stand-ins/running-relay'
import { scriptWorld } from '../stand-ins/script-world'

const app = (appId: string) => ({
  appId,
  appSecret: 'made-up-secret-of-wechat',
  iotAppKey: 'MadeUpAppKey',
  iotAppSecret: 'made-up-secret-of-iot',
})
const PLUGIN = 'wx00000000000000a0'
const HOST = 'wx00000000000000b1'
const OTHER_HOST = 'wx00000000000000b2'
const apps = [PLUGIN, HOST].map(app)

let relay: RunningRelay
beforeAll(async () => {
  const appsFile = Object.fromEntries(
    apps.map(({ appId, appSecret, iotAppKey, iotAppSecret }) => [
      appId,
      {
        wechatAppSecret: appSecret,
        iotAppKey,
        iotAppSecret,
        kind: appId === PLUGIN ? 'plugin' : 'miniProgram',
      },
    ]),
  )
  const none = Object.fromEntries(
    ['WECHAT_APP_ID', 'WECHAT_APP_SECRET', 'IOT_APP_KEY', 'IOT_APP_SECRET'].map((name) => [name, undefined]),
  )
  relay = await startRelay({
    sandbox: { apps },
    appsFile,
    environment: { ...none, RELAY_APPS_FILE: 'apps.json' },
  })
})
afterAll(() => relay.close())

interface Situation {
  plugin?: string
  host?: string
  user?: string
  /** What the host's exported file says, as a script of the host's world. */
  exported?: string
  /** What WeChat refuses. */
  refuses?: readonly ('login' | 'pluginLogin')[]
  domains?: readonly string[]
}

/** The built plugin in one world, its host in another, before a relay and a sandbox over HTTP. */
function pluginIn({
  plugin: pluginId = PLUGIN,
  host = HOST,
  user = 'ming',
  exported,
  refuses = [],
  domains,
}: Situation) {
  const asked: string[] = []
  const mint = (by: 'login' | 'pluginLogin') => {
    asked.push(by)
    if (refuses.includes(by)) return undefined
    const appId = by === 'login' ? HOST : PLUGIN
    return relay.sandbox.mintCode({ user, appId, codeType: by, hostAppId: host }).code
  }
  const wx = pluginWx({ plugin: pluginId, host, domains: domains ?? [new URL(relay.url).origin], mint })
  const mintForHost = () => relay.sandbox.mintCode({ user, appId: HOST }).code
  const requireMiniProgram = () =>
    runInNewContext(`(${exported ?? 'undefined'})`, { mint: mintForHost }) as unknown
  const plugin = scriptWorld(join(root, 'dist/plugin'), { wx, requireMiniProgram })(
    'index.js',
  ) as typeof IotLogin
  return {
    plugin,
    wx,
    asked,
    open: (options: Partial<IotLogin.SessionOptions> = {}) =>
      plugin.createSession({ relayUrl: relay.url, appKey: 'MadeUpAppKey', ...options }),
  }
}

const BOTH = ['login', 'pluginLogin'] as const

test("a plugin's wx lacks what WeChat's typings deny to plugins, and its errors are of another world", async () => {
  const { plugin, wx } = pluginIn({ refuses: BOTH })
  expect(wx).not.toHaveProperty('getUserProfile')
  expect(wx).not.toHaveProperty('checkSession')
  expect(() => (wx.scanCode as () => void)()).toThrow('wx.scanCode')
  expect(plugin.LoginError.prototype).not.toBeInstanceOf(Error)
})

describe('a plugin in the mini program of somebody else', () => {
  test.each<[string, Situation, string, string[]]>([
    ['exports nothing', {}, 'wx.pluginLogin', ['pluginLogin']],
    ['exports something else', { exported: '{ wx: {} }' }, 'wx.pluginLogin', ['pluginLogin']],
    ['exports a code', { exported: '{ iotLogin: { code: mint } }' }, 'host', []],
    ['promises a code', { exported: '{ iotLogin: { code: async () => mint() } }' }, 'host', []],
    [
      'exports a code, where WeChat refuses both ways',
      { exported: '{ iotLogin: { code: mint } }', refuses: BOTH },
      'host',
      [],
    ],
    [
      'throws',
      { exported: '{ iotLogin: { code() { throw new Error("no") } } }' },
      'wx.pluginLogin',
      ['pluginLogin'],
    ],
    ['gives no code', { exported: '{ iotLogin: { code: () => "" } }' }, 'wx.pluginLogin', ['pluginLogin']],
    [
      'exports nothing, where WeChat refuses wx.login',
      { refuses: ['login'] },
      'wx.pluginLogin',
      ['pluginLogin'],
    ],
  ])('that %s logs in', async (_, situation, codeSource, asked) => {
    const inHost = pluginIn(situation)
    expect(await inHost.open().login()).toMatchObject({ Token: expect.any(String), codeSource })
    expect(inHost.asked).toEqual(asked)
  })

  test('says which way was refused, where WeChat refuses both', async () => {
    const error = await rejectionOf(pluginIn({ refuses: BOTH }).open().login())
    expect(error).toMatchObject({ code: 'Client.NoCode', stage: 'identity', codeSource: 'wx.pluginLogin' })
  })

  test('is told of its own code where it insists on wx.login, for good, with the cure', async () => {
    const error = await rejectionOf(pluginIn({ refuses: BOTH }).open({ code: 'login' }).login())
    expect(error).toMatchObject({
      code: 'Client.PluginLoginNeeded',
      retryable: false,
      codeSource: 'wx.login',
    })
    expect(error.message).toContain('Leave out `code`')
  })

  test('says whose code the relay refused', async () => {
    const inHost = pluginIn({ exported: '{ iotLogin: { code: () => "never-minted" } }' })
    const error = await rejectionOf(inHost.open().login())
    expect(error).toMatchObject({ code: 'WeChat.CodeInvalid', stage: 'exchange', codeSource: 'host' })
  })

  test('says whose list of domains lacks the relay', async () => {
    const inHost = pluginIn({ domains: ['https://other.example.com'] })
    const error = await rejectionOf(inHost.open().login())
    expect(error).toMatchObject({ code: 'Client.DomainNotAllowed', codeSource: 'wx.pluginLogin' })
    expect(error.message).toContain('that of the plugin')
  })
})

describe('a plugin in the mini program with its own AppID', () => {
  const own = { plugin: HOST, host: HOST }

  test.each<[string, Situation]>([
    ['exports nothing', own],
    ['exports a code', { ...own, exported: '{ iotLogin: { code: mint } }' }],
    ['exports nothing, where WeChat refuses wx.pluginLogin', { ...own, refuses: ['pluginLogin'] }],
  ])('that %s logs in by wx.login', async (_, situation) => {
    const inHost = pluginIn(situation)
    expect(await inHost.open().login()).toMatchObject({ codeSource: 'wx.login' })
    expect(inHost.asked).toEqual(['login'])
  })

  test('is told that WeChat refused wx.login, not that its host is another one', async () => {
    const error = await rejectionOf(
      pluginIn({ ...own, refuses: BOTH })
        .open()
        .login(),
    )
    expect(error).toMatchObject({ code: 'Client.NoCode', codeSource: 'wx.login' })
  })
})

test('one person in two hosts has two accounts by wx.pluginLogin', async () => {
  const count = () => relay.sandbox.world.accounts.list().length
  const before = count()
  for (const host of [HOST, OTHER_HOST, HOST]) await pluginIn({ host, user: 'in-two-hosts' }).open().login()
  expect(count() - before).toBe(2)
})
