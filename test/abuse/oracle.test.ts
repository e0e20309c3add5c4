import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { DEFAULT_APP } from '../../sandbox/src'
import { expectFailure } from '../contract/describe-relay'
import { postLogin, startRelay, type RunningRelay } from '../stand-ins/running-relay'

const victim = 'oVictim_OpenID-0001'
const json = { 'content-type': 'application/json' }

let relay: RunningRelay
const ids = (): string[] => relay.sandbox.world.accounts.list().map(({ wxOpenId }) => wxOpenId)
afterEach(() => relay.close())

describe('a caller who knows an OpenID and asks for its token gets nothing, when it is', () => {
  beforeEach(async () => {
    relay = await startRelay()
  })

  it.each(['openid', 'openId', 'OPENID', 'WxOpenID', 'wxOpenId', 'unionid', 'user', 'userInfo', 'who'])(
    'in the body as %s, even beside a good code',
    async (name) => {
      const { code } = relay.sandbox.mintCode()
      const answer = await postLogin(relay.url, { code, [name]: victim })
      expectFailure(answer, 400, 'Relay.InvalidParameter')
      expect(ids()).toEqual([])
    },
  )

  it.each([
    { 'x-wx-openid': victim, 'x-wx-appid': DEFAULT_APP.appId, 'x-wx-source': 'wx_client' },
    { 'x-wx-from-openid': victim, 'x-wx-from-appid': DEFAULT_APP.appId, 'x-wx-source': 'wx_client' },
    { 'x-openid': victim, cookie: `openid=${victim}`, authorization: `Bearer ${victim}` },
  ])('in the headers %j, which change nothing beside a code', async (headers) => {
    expectFailure(await postLogin(relay.url, {}, { ...json, ...headers }), 400, 'Relay.InvalidParameter')
    const { code } = relay.sandbox.mintCode()
    expect((await postLogin(relay.url, { code }, { ...json, ...headers })).status).toBe(200)
    expect(ids()).toEqual([expect.stringMatching(/^oSandbox_/)])
  })

  it('in the query', async () => {
    const { code } = relay.sandbox.mintCode()
    const query = `?openid=${victim}&WxOpenID=${victim}`
    const init = { method: 'POST', headers: json, body: JSON.stringify({ code }) }
    expect((await fetch(`${relay.url}/login${query}`, init)).status).toBe(200)
    expect(ids()).not.toContain(victim)
  })

  it.each([
    '{"code":"c","__proto__":{"openid":"o","user":{"openId":"o"}}}',
    '{"code":"c","constructor":{"prototype":{"user":1}}}',
    '{"__proto__":{"code":"c"}}',
  ])('in a prototype: %s', async (body) => {
    expectFailure(await postLogin(relay.url, body), 400, 'Relay.InvalidJSON')
    expect(({} as { user?: unknown }).user).toBeUndefined()
  })
})

describe('a code is good for its own app only', () => {
  const other = {
    appId: 'wx5a4db0c000000002',
    appSecret: 's-2',
    iotAppKey: 'SandboxAppKey0002',
    iotAppSecret: 'i-2',
  }
  const apps = [DEFAULT_APP, other]
  const none = {
    WECHAT_APP_ID: undefined,
    WECHAT_APP_SECRET: undefined,
    IOT_APP_KEY: undefined,
    IOT_APP_SECRET: undefined,
  }
  const appsFile = Object.fromEntries(
    apps.map(({ appId, appSecret, iotAppKey, iotAppSecret }) => [
      appId,
      { wechatAppSecret: appSecret, iotAppKey, iotAppSecret },
    ]),
  )

  it.each(['__proto__', 'constructor', 'toString', 'wx00000000000000ff'])(
    'and the app %s is not served',
    async (appId) => {
      relay = await startRelay({
        sandbox: { apps },
        appsFile,
        environment: { ...none, RELAY_APPS_FILE: 'apps.json' },
      })
      expectFailure(await postLogin(relay.url, { code: 'c', appId }), 403, 'Relay.UnknownApp')
    },
  )

  it('even where both are served', async () => {
    relay = await startRelay({
      sandbox: { apps },
      appsFile,
      environment: { ...none, RELAY_APPS_FILE: 'apps.json' },
    })
    const { code } = relay.sandbox.mintCode({ appId: DEFAULT_APP.appId })
    expectFailure(await postLogin(relay.url, { code, appId: other.appId }), 401, 'WeChat.CodeInvalid')
    expect(ids()).toEqual([])
  })
})

describe('on a connection', () => {
  beforeEach(async () => {
    relay = await startRelay({ environment: { REQUEST_TIMEOUT_MS: '300' } })
  })

  function open(): { socket: Socket; reply: Promise<string> } {
    const { hostname, port } = new URL(relay.url)
    const socket = connect(Number(port), hostname)
    let text = ''
    socket.on('data', (chunk: Buffer) => (text += chunk.toString())).on('error', () => undefined)
    return { socket, reply: once(socket, 'close').then(() => text) }
  }
  const send = (bytes: string): Promise<string> => {
    const { socket, reply } = open()
    socket.write(bytes)
    return reply
  }
  const head = 'POST /login HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n'

  it('no caller can put a header into a reply by a request id', async () => {
    const answer = await postLogin(relay.url, { code: 'c', requestId: 'a\r\nset-cookie: b=1' })
    expectFailure(answer, 400, 'Relay.InvalidParameter')
    expect(answer.headers.get('set-cookie')).toBeNull()
    expect(answer.text).not.toContain('set-cookie')
  })

  it.each([
    ['two lengths', `${head}content-length: 12\r\ncontent-length: 13\r\n\r\n{"code":"c"}`],
    [
      'a length and chunks',
      `${head}content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\nGET /metrics HTTP/1.1\r\n\r\n`,
    ],
    ['a folded header', `${head}x: a\r\n b\r\ncontent-length: 0\r\n\r\n`],
    ['a bare line end in a header', `${head}x: a\rb\r\ncontent-length: 0\r\n\r\n`],
  ])('%s: one refusal, and no second request is made of it', async (_what, bytes) => {
    const reply = await send(bytes)
    expect(reply.match(/HTTP\/1\.1 \d{3}/g)).toEqual(['HTTP/1.1 400'])
    expect(reply).not.toContain('iot_login_')
  })

  it.each([
    ['headers', `${head}x: ${'y'.repeat(9000)}\r\n\r\n`],
    ['a URL', `POST /login?${'y'.repeat(9000)} HTTP/1.1\r\nhost: x\r\n\r\n`],
  ])('%s beyond measure get an envelope and the end', async (_what, bytes) => {
    const reply = await send(bytes)
    expect(reply).toMatch(/^HTTP\/1\.1 4\d\d /)
    expect(reply).toContain('"Code":"Relay.')
  })

  it('a slow sender is sent away, and holds up no other', async () => {
    const { socket, reply } = open()
    socket.write(`${head}content-length: 12\r\n\r\n{"co`)
    const { code } = relay.sandbox.mintCode()
    expect((await postLogin(relay.url, { code })).status).toBe(200)
    expect(await reply).toMatch(/^(HTTP\/1\.1 4\d\d [^]*"Code":"Relay\.|$)/)
    expect(relay.logged.join('')).not.toContain('"bug"')
  })

  it('who goes away in the middle is no bug of ours', async () => {
    const { socket, reply } = open()
    const arrived = new Promise((resolve) => relay.relay.app.server.once('request', resolve))
    socket.write(`${head}content-length: 12\r\n\r\n{"co`)
    await arrived
    socket.destroy()
    await reply
    const { code } = relay.sandbox.mintCode()
    expect((await postLogin(relay.url, { code })).status).toBe(200)
    expect(relay.logged.join('')).not.toContain('"bug"')
  })

  it('who never finishes the headers is sent away too', async () => {
    const { socket, reply } = open()
    socket.write('POST /login HTTP/1.1\r\nhost: x\r\nx-slow: ')
    expect(await reply).toMatch(/^(HTTP\/1\.1 4\d\d [^]*"Code":"Relay\.|$)/)
  })
})
