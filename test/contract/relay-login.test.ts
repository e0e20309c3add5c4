import { DEFAULT_APP } from '../../sandbox/src'
import {
  postLogin,
  startRelay,
  type RunningRelay,
  type RunningRelayOptions,
} from '../stand-ins/running-relay'
import { expectFailure } from './describe-relay'

let running: RunningRelay | undefined
afterEach(() => running?.close())

async function start(options?: RunningRelayOptions): Promise<RunningRelay> {
  running = await startRelay(options)
  return running
}

const operations = ({ sandbox }: RunningRelay): string[] =>
  sandbox.journal.since().entries.map(({ operation }) => operation)
const accounts = ({ sandbox }: RunningRelay) => sandbox.world.accounts.list()

describe('a login', () => {
  it('makes exactly two requests, one to each upstream', async () => {
    const relay = await start()
    expect((await postLogin(relay.url, { code: relay.sandbox.mintCode().code })).status).toBe(200)
    expect(operations(relay)).toEqual(['jscode2session', 'AppGetTokenByWeiXin'])
  })

  it('makes no second one for a user that WeChat refuses', async () => {
    const relay = await start()
    await postLogin(relay.url, { code: 'never-minted' })
    expect(operations(relay)).toEqual(['jscode2session'])
  })

  it('registers the user by the OpenID that WeChat told, with the given profile', async () => {
    const relay = await start()
    const profile = { nickName: '小明 😀&=+%', avatar: 'https://example.com/a.png?x=1&y=2' }
    await postLogin(relay.url, { code: relay.sandbox.mintCode({ user: 'ming' }).code, ...profile })
    expect(accounts(relay)).toHaveLength(1)
    expect(accounts(relay)[0]).toMatchObject({ nickName: profile.nickName, avatar: profile.avatar })
    expect(relay.sandbox.world.userBehind(accounts(relay)[0]?.wxOpenId ?? '')).toBe('ming')
  })

  it('registers a user who gave no profile under the placeholders, and names them in its reply', async () => {
    const relay = await start({ environment: { PLACEHOLDER_NICK_NAME: '无名' } })
    const { body } = await postLogin(relay.url, { code: relay.sandbox.mintCode().code })
    expect(accounts(relay)[0]).toMatchObject({ nickName: '无名', avatar: expect.stringMatching(/^https:/) })
    const { nickName, avatar } = accounts(relay)[0] ?? {}
    expect(body.Response.Data.Placeholder).toEqual({ NickName: nickName, Avatar: avatar })
  })

  it('sends the same request id to the platform that the caller gave', async () => {
    const relay = await start()
    await postLogin(relay.url, { code: relay.sandbox.mintCode().code, requestId: 'one-id-everywhere' })
    expect(relay.sandbox.journal.since().entries[1]?.request).toMatchObject({
      RequestId: 'one-id-everywhere',
    })
  })

  it('sends another Nonce and Signature when it asks the platform again', async () => {
    const relay = await start()
    relay.sandbox.faults.add({ target: 'AppGetTokenByWeiXin', kind: 'http500', times: 1 })
    expect((await postLogin(relay.url, { code: relay.sandbox.mintCode().code })).status).toBe(200)
    const asked = relay.sandbox.journal
      .since()
      .entries.slice(1)
      .map(({ request }) => request as object)
    expect(asked).toHaveLength(2)
    const [first, second] = asked as [Record<string, unknown>, Record<string, unknown>]
    expect(second.RequestId).toBe(first.RequestId)
    for (const name of ['Nonce', 'Signature']) expect(second[name]).not.toBe(first[name])
  })

  it('reads the documented envelope as well', async () => {
    const relay = await start({ sandbox: { envelope: 'Response' } })
    expect((await postLogin(relay.url, { code: relay.sandbox.mintCode().code })).status).toBe(200)
  })

  it.each([0, 3600, -7200])(
    'tells ExpiresIn by the clock of the platform, %d s off ours',
    async (seconds) => {
      const relay = await start({ sandbox: { tokenLifetimeSeconds: 600 } })
      relay.sandbox.clock.advance(seconds)
      const { body } = await postLogin(relay.url, { code: relay.sandbox.mintCode().code })
      expect(body.Response.Data.ExpiresIn).toBeGreaterThan(590)
      expect(body.Response.Data.ExpiresIn).toBeLessThanOrEqual(601)
    },
  )

  it('refuses a token that has ended', async () => {
    const relay = await start({ sandbox: { tokenLifetimeSeconds: 0 } })
    const answer = await postLogin(relay.url, { code: relay.sandbox.mintCode().code })
    expectFailure(answer, 502, 'IoTExplorer.UnexpectedReply')
  })

  it('tells that it has cancelled a pending account deletion', async () => {
    const relay = await start()
    await postLogin(relay.url, { code: relay.sandbox.mintCode().code })
    const [account] = accounts(relay)
    relay.sandbox.world.accounts.askDeletion(account!)
    const { body } = await postLogin(relay.url, { code: relay.sandbox.mintCode().code })
    expect(body.Response.Data.CancelAccountTime).toEqual(expect.any(Number))
  })

  it('sends a UnionID where it is told to', async () => {
    const app = { ...DEFAULT_APP, hasUnionId: true }
    const relay = await start({ sandbox: { apps: [app] }, environment: { WX_ID_KIND: 'unionid' } })
    expect((await postLogin(relay.url, { code: relay.sandbox.mintCode({ user: 'u' }).code })).status).toBe(
      200,
    )
    const { code } = relay.sandbox.mintCode({ user: 'u' })
    const openIdRelay = await fetch(
      `${relay.sandbox.relayEnvironment().WECHAT_API_URL}/sns/jscode2session?appid=${app.appId}` +
        `&secret=${app.appSecret}&js_code=${code}&grant_type=authorization_code`,
    )
    const { unionid } = (await openIdRelay.json()) as { unionid: string }
    expect(accounts(relay)[0]?.wxOpenId).toBe(unionid)
  })
})

describe('a login of a plugin', () => {
  const environment = { WECHAT_APP_KIND: 'plugin' }
  const login = (relay: RunningRelay) =>
    postLogin(relay.url, {
      code: relay.sandbox.mintCode({ codeType: 'pluginLogin' }).code,
      codeType: 'pluginLogin',
    })

  it('fetches the access token once for all logins, also for those at the same time', async () => {
    const relay = await start({ environment })
    const answers = await Promise.all([login(relay), login(relay), login(relay)])
    answers.push(await login(relay))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    expect(operations(relay).filter((name) => name === 'stable_token')).toHaveLength(1)
  })

  it('fetches another access token when WeChat refuses the kept one, and keeps that', async () => {
    const relay = await start({ environment })
    await login(relay)
    relay.sandbox.world.weChatTokens.stable(DEFAULT_APP.appId, true)
    expect((await login(relay)).status).toBe(200)
    expect((await login(relay)).status).toBe(200)
    expect(operations(relay).filter((name) => name === 'stable_token')).toHaveLength(2)
  })

  it('does so once, and then says that the credentials are rejected', async () => {
    const relay = await start({ environment })
    relay.sandbox.faults.add({ target: 'getpluginopenpid', kind: 'error', errcode: 40001, times: 5 })
    expectFailure(await login(relay), 500, 'WeChat.CredentialsRejected')
    expect(operations(relay)).toEqual([
      'stable_token',
      'getpluginopenpid',
      'stable_token',
      'getpluginopenpid',
    ])
  })

  it('fetches another access token when the kept one has expired', async () => {
    const relay = await start({ environment })
    await login(relay)
    relay.sandbox.clock.advance(7300)
    expect((await login(relay)).status).toBe(200)
  })

  it('tries again after the access token could not be fetched', async () => {
    const relay = await start({ environment })
    relay.sandbox.faults.add({ target: 'stable_token', kind: 'http500', times: 3 })
    expectFailure(await login(relay), 502, 'WeChat.UnexpectedReply')
    expect((await login(relay)).status).toBe(200)
  })

  it('still takes codes of wx.login', async () => {
    const relay = await start({ environment })
    expect((await postLogin(relay.url, { code: relay.sandbox.mintCode().code })).status).toBe(200)
  })
})

describe('a relay of several apps', () => {
  const other = {
    appId: 'wx5a4db0c000000002',
    appSecret: 's-2',
    iotAppKey: 'SandboxAppKey0002',
    iotAppSecret: 'i-2',
  }
  const apps = [DEFAULT_APP, other]
  const appsFile = Object.fromEntries(
    apps.map(({ appId, appSecret, iotAppKey, iotAppSecret }) => [
      appId,
      { wechatAppSecret: appSecret, iotAppKey, iotAppSecret },
    ]),
  )
  const none = {
    WECHAT_APP_ID: undefined,
    WECHAT_APP_SECRET: undefined,
    IOT_APP_KEY: undefined,
    IOT_APP_SECRET: undefined,
  }
  const options = { sandbox: { apps }, appsFile, environment: { ...none, RELAY_APPS_FILE: 'apps.json' } }

  it('uses the secrets of the app that the caller names', async () => {
    const relay = await start(options)
    const { code } = relay.sandbox.mintCode({ appId: other.appId })
    expect((await postLogin(relay.url, { code, appId: other.appId })).status).toBe(200)
    expect(accounts(relay).map(({ iotAppKey }) => iotAppKey)).toEqual([other.iotAppKey])
  })

  it('never guesses which', async () => {
    const relay = await start(options)
    const answer = await postLogin(relay.url, { code: relay.sandbox.mintCode().code })
    expectFailure(answer, 400, 'Relay.InvalidParameter')
    expect(answer.body.Response.Error.Message).toMatch(/^appId: /)
    expect(operations(relay)).toEqual([])
  })
})

describe('what the user has agreed to', () => {
  const consent = [{ name: '服务条款', version: '3' }, { name: '隐私政策' }]
  const lineOf = ({ logged }: RunningRelay) =>
    JSON.parse(logged.find((line) => line.includes('"login"')) ?? '{}')

  it.each([
    ['false', undefined],
    [
      'true',
      JSON.stringify([
        ['服务条款', '3'],
        ['隐私政策', ''],
      ]),
    ],
  ])('is in the line of the login with LOG_CONSENT=%s: %s', async (LOG_CONSENT, written) => {
    const relay = await start({ environment: { LOG_CONSENT } })
    expect((await postLogin(relay.url, { code: relay.sandbox.mintCode().code, consent })).status).toBe(200)
    expect(lineOf(relay).consent).toBe(written)
  })

  it.each([
    ['a text', '服务条款'],
    ['eleven documents', Array.from({ length: 11 }, (_, index) => ({ name: `${index}` }))],
    ['a name of 101 characters', [{ name: 'n'.repeat(101) }]],
    ['an empty name', [{ name: '' }]],
    ['a line break', [{ name: 'a\nb' }]],
    ['a version that is a number', [{ name: 'a', version: 3 }]],
    ['a field of its own', [{ name: 'a', at: 1 }]],
  ])('is refused where it is %s, and never logged', async (_what, wrong) => {
    const relay = await start({ environment: { LOG_CONSENT: 'true' } })
    const answer = await postLogin(relay.url, { code: relay.sandbox.mintCode().code, consent: wrong })
    expectFailure(answer, 400, 'Relay.InvalidParameter')
    expect(lineOf(relay)).not.toHaveProperty('consent')
  })
})
