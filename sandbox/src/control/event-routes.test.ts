import { createDecipheriv, createHash } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { NOW, sandboxRunner } from '../../test/running-sandbox'

const runSandbox = sandboxRunner(fetch)

const TOKEN = 'ExamplePushToken0001'
const AES_KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG'
const APP_ID = 'wx5a4db0c000000001'

interface Told {
  method: string
  query: Record<string, string>
  body: string
  type: string | undefined
}

let server: Server
let url: string
let told: Told[]
/** What the server answers next; `success` when nothing is left. */
let answers: string[]

beforeAll(async () => {
  server = createServer((request, reply) => {
    void text(request).then((body) => {
      const query = Object.fromEntries(new URL(request.url ?? '', 'http://x').searchParams)
      told.push({ method: request.method ?? '', query, body, type: request.headers['content-type'] })
      reply.end(answers.shift() ?? query['echostr'] ?? 'success')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/wechat/events`
})
afterAll(() => server.close())
beforeEach(() => {
  told = []
  answers = []
})

const sha1 = (...texts: string[]) => createHash('sha1').update(texts.sort().join('')).digest('hex')
const isSigned = ({ query }: Told) =>
  query['signature'] === sha1(TOKEN, query['timestamp'] ?? '', query['nonce'] ?? '')

/** As the page describes it, written out once more. */
function decrypted(encrypt: string): { message: string; appId: string } {
  const key = Buffer.from(`${AES_KEY}=`, 'base64')
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  const padded = Buffer.concat([decipher.update(encrypt, 'base64'), decipher.final()])
  const whole = padded.subarray(0, padded.length - (padded.at(-1) ?? 0))
  const length = whole.readUInt32BE(16)
  return {
    message: whole.subarray(20, 20 + length).toString(),
    appId: whole.subarray(20 + length).toString(),
  }
}

const revoke = { event: 'user_authorization_revoke', user: 'ann', revokeInfo: '20', token: TOKEN }

test('an event is signed and sent as XML', async () => {
  const { send, sandbox } = await runSandbox()
  const { json } = await send('POST', '/sandbox/wechat-events', { url, ...revoke })
  expect(json.deliveries).toEqual([{ status: 200, body: 'success', acknowledged: true }])
  const [only] = told
  expect([told.length, only?.method, only?.type, isSigned(only!)]).toEqual([1, 'POST', 'text/xml', true])
  const openId = json.event.OpenID as string
  expect(only?.body).toBe(
    `<xml><ToUserName><![CDATA[gh_sandbox00001]]></ToUserName><FromUserName><![CDATA[${openId}]]></FromUserName>` +
      `<CreateTime>${NOW}</CreateTime><MsgType><![CDATA[event]]></MsgType>` +
      `<Event><![CDATA[user_authorization_revoke]]></Event><OpenID><![CDATA[${openId}]]></OpenID>` +
      `<AppID><![CDATA[${APP_ID}]]></AppID><RevokeInfo><![CDATA[20]]></RevokeInfo></xml>`,
  )
  // The same OpenID as a login of this user gives.
  const { code } = sandbox.mintCode({ user: 'ann' })
  const session = await send(
    'GET',
    `/api.weixin.qq.com/sns/jscode2session?appid=${APP_ID}&secret=sandbox-not-a-real-secret-of-wechat&grant_type=authorization_code&js_code=${code}`,
  )
  expect(session.json.openid).toBe(openId)
})

test.each(['xml', 'json'])('in AES mode it is encrypted too, as %s', async (format) => {
  const { send } = await runSandbox()
  const aes = { mode: 'aes', encodingAesKey: AES_KEY, format }
  const { json } = await send('POST', '/sandbox/wechat-events', { url, ...revoke, ...aes })
  const [only] = told
  const { query, body } = only!
  const encrypt =
    format === 'json'
      ? (JSON.parse(body) as { Encrypt: string }).Encrypt
      : (/<Encrypt><!\[CDATA\[(.*)\]\]><\/Encrypt>/.exec(body)?.[1] ?? '')
  expect(isSigned(only!)).toBe(true)
  expect(query['encrypt_type']).toBe('aes')
  expect(query['msg_signature']).toBe(sha1(TOKEN, query['timestamp'] ?? '', query['nonce'] ?? '', encrypt))
  expect(body).not.toContain('user_authorization_revoke')
  const { message, appId } = decrypted(encrypt)
  expect(appId).toBe(APP_ID)
  if (format === 'json') expect(JSON.parse(message)).toEqual(json.event)
  else expect(message).toContain('<![CDATA[user_authorization_revoke]]>')
})

test('it is sent twice when asked for, and again while it is not acknowledged, up to three times', async () => {
  const { send } = await runSandbox()
  const twice = await send('POST', '/sandbox/wechat-events', { url, ...revoke, times: 2 })
  expect(twice.json.deliveries).toHaveLength(2)
  expect(told[0]?.body).toBe(told[1]?.body)
  answers = ['busy', 'busy']
  const thrice = await send('POST', '/sandbox/wechat-events', { url, ...revoke })
  expect(thrice.json.deliveries.map((each: { acknowledged: boolean }) => each.acknowledged)).toEqual([
    false,
    false,
    true,
  ])
  answers = ['busy', 'busy', 'busy', 'success']
  expect((await send('POST', '/sandbox/wechat-events', { url, ...revoke })).json.deliveries).toHaveLength(3)
})

test('a user of a plugin is named by OpenPID, as a login in the plugin gives it', async () => {
  const { send } = await runSandbox()
  const { json } = await send('POST', '/sandbox/wechat-events', {
    url,
    ...revoke,
    hostAppId: 'wx00000000000000aa',
  })
  expect(json.event).toMatchObject({
    AppID: 'wx00000000000000aa',
    PluginID: APP_ID,
    OpenPID: expect.stringMatching(/^oSandboxPid_/),
  })
})

test('an event can lack the OpenID, and its signatures can be spoilt', async () => {
  const { send } = await runSandbox()
  const cleaned = { url, token: TOKEN, event: 'user_info_modified', withoutOpenId: true }
  expect((await send('POST', '/sandbox/wechat-events', cleaned)).json.event).not.toHaveProperty('OpenID')
  await send('POST', '/sandbox/wechat-events', { url, ...revoke, spoil: 'signature' })
  expect([isSigned(told[0]!), isSigned(told[1]!)]).toEqual([true, false])
})

test('a server is asked to prove that it knows the token', async () => {
  const { send } = await runSandbox()
  const answer = await send('POST', '/sandbox/wechat-events/verify', { url, token: TOKEN })
  expect([answer.json.acknowledged, told[0]?.method, isSigned(told[0]!)]).toEqual([true, 'GET', true])
  answers = ['something else']
  expect((await send('POST', '/sandbox/wechat-events/verify', { url, token: TOKEN })).json.acknowledged).toBe(
    false,
  )
})

test('a server that is not there is told so', async () => {
  const { send } = await runSandbox()
  const { json } = await send('POST', '/sandbox/wechat-events', { ...revoke, url: 'http://127.0.0.1:9/' })
  expect(json.deliveries[0]).toEqual({ status: null, body: '', acknowledged: false })
})

describe('media_check_async', () => {
  const PATH = '/api.weixin.qq.com/wxa/media_check_async'

  async function checking() {
    const running = await runSandbox()
    const { access_token } = (await running.stableToken()).json as { access_token: string }
    const { code } = running.sandbox.mintCode({ user: 'ann' })
    const { openid } = (await running.code2Session({ js_code: code })).json as { openid: string }
    const ask = (differences: object = {}, token = access_token) =>
      running.send('POST', `${PATH}?access_token=${token}`, {
        media_url: 'https://relay.example/avatars/1.webp',
        media_type: 2,
        version: 2,
        scene: 1,
        openid,
        ...differences,
      })
    return { ...running, ask, openid }
  }

  test.each(['pass', 'risky', 'review'])('tells by an event that it is %s', async (suggest) => {
    const { ask, send, openid } = await checking()
    const { trace_id, errcode } = (await ask()).json
    expect(errcode).toBe(0)
    const { json } = await send('POST', '/sandbox/media-checks', {
      url,
      token: TOKEN,
      suggest,
      format: 'json',
    })
    expect(json.deliveries).toHaveLength(1)
    expect(JSON.parse(told[0]?.body ?? '')).toMatchObject({
      Event: 'wxa_media_check',
      FromUserName: openid,
      trace_id,
      result: { suggest },
    })
  })

  test.each([
    [{ media_url: 'wxfile://tmp_1.jpg' }, 40003],
    [{ media_type: 1 }, 40097],
    [{ version: 1 }, 40097],
    [{ scene: 9 }, 40097],
    [{ openid: 'oNobody' }, 40003],
  ])('refuses %j', async (differences, errcode) => {
    const { ask, sandbox } = await checking()
    expect((await ask(differences)).json.errcode).toBe(errcode)
    expect(sandbox.world.mediaChecks.list()).toEqual([])
  })

  test('wants the access token of WeChat', async () => {
    const { ask, send } = await checking()
    expect((await ask({}, '')).json.errcode).toBe(41001)
    expect((await ask({}, 'wrong')).json.errcode).toBe(40001)
    const none = await send('POST', '/sandbox/media-checks', { url, token: TOKEN })
    expect([none.status, none.json.instructions]).toEqual([400, expect.stringContaining('none yet')])
  })
})

test.each([
  [{ ...revoke, url: 'https://evil.example/' }, 'localhost'],
  [{ ...revoke, url: 'nowhere' }, 'localhost'],
  [{ ...revoke, url: 'http://127.0.0.1/', token: undefined }, 'message push settings'],
  [{ ...revoke, url: 'http://127.0.0.1/', event: 'subscribe' }, 'user_info_modified'],
  [{ ...revoke, url: 'http://127.0.0.1/', mode: 'aes', encodingAesKey: 'short' }, '43'],
  [{ ...revoke, url: 'http://127.0.0.1/', appId: 'wx1' }, APP_ID],
])('%j is answered what to give', async (body, instructions) => {
  const { send } = await runSandbox()
  const answer = await send('POST', '/sandbox/wechat-events', body)
  expect([answer.status, answer.json.instructions]).toEqual([400, expect.stringContaining(instructions)])
})
