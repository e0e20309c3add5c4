import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type * as IotLogin from '../../plugin'
import { bakeProvider } from '../../plugin/bake-provider'
import { root } from '../shape/source-tree'
import { openThirdPartyPage } from '../stand-ins/open-third-party-page'
import { pluginWx } from '../stand-ins/plugin-wx'
import { rejectionOf } from '../stand-ins/rejection-of'
import { startRelay, type RunningRelay } from '../stand-ins/running-relay'
import { scriptWorld } from '../stand-ins/script-world'

const PLUGIN = 'wx00000000000000a0'
const HOST = 'wx00000000000000b1'

const app = (appId: string, iotAppKey: string) => ({
  appId,
  appSecret: 'made-up-secret-of-wechat',
  iotAppKey,
  iotAppSecret: 'made-up-secret-of-iot',
})

/** That of the provider, and one that a host has for itself. */
let ofProvider: RunningRelay
let ofHost: RunningRelay
let folder: string
let pluginRoot: string

beforeAll(async () => {
  ofProvider = await relayFor(app(PLUGIN, 'ProvidersKey'), { WECHAT_APP_KIND: 'plugin' })
  ofHost = await relayFor(app(HOST, 'HostsOwnKey'))
  folder = mkdtempSync(join(tmpdir(), 'iot-login-marketplace-'))
  cpSync(join(root, 'dist'), folder, { recursive: true })
  pluginRoot = join(folder, 'plugin')
  const file = join(folder, 'provider.json')
  writeFileSync(file, JSON.stringify({ relayUrl: ofProvider.url, appKey: 'ProvidersKey' }))
  bakeProvider({ file, pluginRoot, hostRoot: join(folder, 'miniprogram') })
})
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await Promise.all([ofProvider.close(), ofHost.close()])
})

function relayFor(one: ReturnType<typeof app>, environment: Record<string, string> = {}) {
  const named = { WECHAT_APP_ID: one.appId, IOT_APP_KEY: one.iotAppKey, IOT_APP_SECRET: one.iotAppSecret }
  return startRelay({
    sandbox: { apps: [one] },
    environment: { ...named, WECHAT_APP_SECRET: one.appSecret, ...environment },
  })
}

const origin = (relay: RunningRelay) => new URL(relay.url).origin

/** A phone on which the plugin's list of domains holds the provider's relay, and the host's the host's. */
function phone() {
  const mintForPlugin = (by: 'login' | 'pluginLogin') =>
    by === 'login'
      ? undefined
      : ofProvider.sandbox.mintCode({ user: 'ming', appId: PLUGIN, codeType: by, hostAppId: HOST }).code
  const mintForHost = () => ofHost.sandbox.mintCode({ user: 'ming', appId: HOST }).code
  const appIds = { plugin: PLUGIN, host: HOST }
  return {
    plugin: pluginWx({ ...appIds, domains: [origin(ofProvider)], mint: mintForPlugin }),
    host: pluginWx({ ...appIds, domains: [origin(ofHost)], mint: mintForHost }),
    mintForHost,
  }
}

const pluginOn = ({ plugin: wx }: ReturnType<typeof phone>) =>
  scriptWorld(pluginRoot, { wx })('index.js') as typeof IotLogin

describe('in the mini program of somebody else, which configures nothing', () => {
  test('the tag by itself logs in', async () => {
    const page = openThirdPartyPage({
      pluginRoot,
      hostRoot: join(folder, 'miniprogram'),
      page: 'pages/basic/basic',
      wx: phone(),
    })
    expect(await page.tapLogin()).toMatchObject({ signedIn: { token: expect.any(String) }, failure: null })
    page.close()
  })

  test('so do the functions', async () => {
    const { getSession } = pluginOn(phone())
    expect(await getSession().login()).toMatchObject({ codeSource: 'wx.pluginLogin' })
    expect(ofProvider.sandbox.world.accounts.list()).not.toHaveLength(0)
  })

  test('a plugin without a relay of its provider says what is missing', () => {
    const { plugin: wx } = phone()
    const { getSession } = scriptWorld(join(root, 'dist/plugin'), { wx })('index.js') as typeof IotLogin
    expect(getSession).toThrow(expect.objectContaining({ code: 'Client.NotConfigured' }))
  })

  test('options besides relay and AppKey are the host’s to set', async () => {
    const { configure, getSession } = pluginOn(phone())
    const session = configure({ renewBefore: 60 } as IotLogin.SessionOptions)
    expect(getSession()).toBe(session)
    expect(await session.login()).toMatchObject({ Token: expect.any(String) })
  })
})

describe('a host with a relay of its own', () => {
  test('is refused as relay-url, with words about domains and the way that works', () => {
    const { configure } = pluginOn(phone())
    const refused = () => configure({ relayUrl: ofHost.url, appKey: 'HostsOwnKey' })
    for (const words of ['relayUrl', 'domains', 'transport']) expect(refused).toThrow(words)
    expect(refused).toThrow(expect.objectContaining({ code: 'Client.InvalidConfiguration' }))
  })

  test('is out of reach of the plugin’s own requests, as WeChat has it', async () => {
    const wx = phone()
    const { createSession } = scriptWorld(join(root, 'dist/plugin'), { wx: wx.plugin })(
      'index.js',
    ) as typeof IotLogin
    const session = createSession({ relayUrl: ofHost.url, appKey: 'HostsOwnKey' })
    expect(await rejectionOf(session.login())).toMatchObject({ code: 'Client.DomainNotAllowed' })
  })

  test('logs in there by a function of its own world, with its own domains', async () => {
    const wx = phone()
    const { configure } = pluginOn(wx)
    const transport = hostFunction(wx.host)
    const session = configure({ transport, appKey: 'HostsOwnKey', appId: HOST, code: wx.mintForHost })
    expect(await session.login()).toMatchObject({ Token: expect.any(String), codeSource: 'host' })
    expect(ofHost.sandbox.world.accounts.list()).toHaveLength(1)
  })

  test('is told by its own list of domains, not by the plugin’s, where its relay is missing', async () => {
    const wx = phone()
    const { configure } = pluginOn(wx)
    const transport = hostFunction({ ...wx.host, request: wx.plugin.request })
    const session = configure({ transport, appKey: 'HostsOwnKey', code: wx.mintForHost })
    const error = await rejectionOf(session.login())
    expect(error).toMatchObject({ code: 'Client.DomainNotAllowed', stage: 'exchange' })
    expect(error.message).toContain('mini program')
  })
})

/** What the README gives hosts, run in a world of the host's. */
function hostFunction(wx: object): IotLogin.HostTransport {
  writeFileSync(
    join(folder, 'transport.js'),
    `exports.transport = ({ path, body }) =>
      new Promise((resolve, reject) => {
        wx.request({
          url: '${ofHost.url}' + path,
          method: 'POST',
          data: body,
          success: ({ statusCode, data }) => resolve({ status: statusCode, body: data }),
          fail: reject,
        })
      })`,
  )
  const { transport } = scriptWorld(folder, { wx })('transport.js') as { transport: IotLogin.HostTransport }
  return transport
}
