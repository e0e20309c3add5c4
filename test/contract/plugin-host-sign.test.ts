import { createHash } from 'node:crypto'
import { answerOf, startRelay, type RunningRelay } from '../stand-ins/running-relay'

const PLUGIN = 'wx00000000000000a0'
const HOST = 'wx00000000000000b1'
const OTHER = 'wx00000000000000b2'
const STRANGER = 'wx00000000000000b3'
const MINI_PROGRAM = 'wx00000000000000c1'
const TOKEN = 'made-up-plugin-token-0001'

const app = (appId: string) => ({
  appId,
  appSecret: 'made-up-secret-of-wechat',
  iotAppKey: 'MadeUpAppKey',
  iotAppSecret: 'made-up-secret-of-iot',
})
const secrets = {
  wechatAppSecret: 'made-up-secret-of-wechat',
  iotAppKey: 'MadeUpAppKey',
  iotAppSecret: 'made-up-secret-of-iot',
}
const checked = { kind: 'plugin', pluginToken: TOKEN, hosts: [HOST, OTHER], developmentHosts: [STRANGER] }

let relay: RunningRelay
beforeAll(async () => {
  relay = await start(checked, { RATE_LIMIT_PER_HOST: '20' })
})
afterAll(() => relay.close())

function start(plugin: object, environment: Record<string, string> = {}): Promise<RunningRelay> {
  const none = Object.fromEntries(
    ['WECHAT_APP_ID', 'WECHAT_APP_SECRET', 'IOT_APP_KEY', 'IOT_APP_SECRET'].map((name) => [name, undefined]),
  )
  return startRelay({
    sandbox: { apps: [PLUGIN, MINI_PROGRAM].map(app) },
    appsFile: { [PLUGIN]: { ...secrets, ...plugin }, [MINI_PROGRAM]: secrets },
    environment: { ...none, RELAY_APPS_FILE: 'apps.json', ...environment },
  })
}

interface Sent {
  host?: string
  version?: string
  token?: string
  headers?: Record<string, string>
  code?: string
  to?: RunningRelay
  ageSeconds?: number
}

/** A login as the plugin sends it, with the headers that WeChat adds. */
async function logIn({
  host = HOST,
  version = '7',
  token = TOKEN,
  headers,
  code,
  to = relay,
  ageSeconds = 0,
}: Sent = {}) {
  const timestamp = Math.floor(Date.now() / 1000) - ageSeconds
  const noncestr = 'f'.repeat(32)
  const signature = createHash('sha1')
    .update([host, noncestr, String(timestamp), token].sort().join(''))
    .digest('hex')
  const signed = {
    referer: `https://servicewechat.com/${host}/${version}/page-frame.html`,
    'x-wechat-hostsign': JSON.stringify({ noncestr, timestamp, signature }),
  }
  const minted = code ?? mint(to, host)
  return answerOf(
    await fetch(`${to.url}/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(headers ?? signed) },
      body: JSON.stringify({ code: minted, codeType: 'pluginLogin', appId: PLUGIN }),
    }),
  )
}

const mint = (to: RunningRelay, hostAppId: string) =>
  to.sandbox.mintCode({ user: 'ming', appId: PLUGIN, codeType: 'pluginLogin', hostAppId }).code

const lastLine = (of = relay) => JSON.parse(of.logged.at(-1) ?? '{}') as Record<string, unknown>

test('a login that WeChat has signed for a host is let in, and the log names the host', async () => {
  expect((await logIn()).status).toBe(200)
  expect(lastLine()).toMatchObject({ outcome: 'ok', appId: PLUGIN, host: HOST })
})

test('a development host is let in where it is no release', async () => {
  expect((await logIn({ host: STRANGER, version: '0' })).status).toBe(200)
})

describe('one code for each failure, and its reason in the log only:', () => {
  test.each<[string, Sent, RegExp]>([
    ['no signature', { headers: {} }, /missing/],
    ['a signature that is none', { headers: { 'x-wechat-hostsign': '{}' } }, /malformed/],
    ['another token', { token: 'made-up-plugin-token-0002' }, /another token/],
    ['an old one', { ageSeconds: 901 }, /too old or ahead/],
    ['one from ahead', { ageSeconds: -320 }, /too old or ahead/],
    ['a host on no list', { host: 'wx00000000000000b9' }, /neither list/],
    ['a development host as a release', { host: STRANGER }, /neither list/],
  ])('%s', async (_, sent, hint) => {
    const { status, body } = await logIn(sent)
    expect(status).toBe(403)
    const { Code, Message } = body.Response.Error
    expect({ Code, Message }).toEqual({
      Code: 'Relay.HostNotVerified',
      Message: 'This plugin takes no logins from here.',
    })
    expect(lastLine()).toMatchObject({
      outcome: 'Relay.HostNotVerified',
      appId: PLUGIN,
      hint: expect.stringMatching(hint),
    })
    expect(relay.logged.join('')).not.toContain(TOKEN)
  })

  test('and the code of such a login is not spent', async () => {
    const code = mint(relay, HOST)
    expect((await logIn({ headers: {}, code })).status).toBe(403)
    expect((await logIn({ code })).status).toBe(200)
  })
})

test('a signature is never taken in place of a code', async () => {
  const { status, body } = await logIn({ code: 'never-minted' })
  expect({ status, Code: body.Response.Error.Code }).toEqual({ status: 400, Code: 'WeChat.WrongCodeType' })
})

test('a deletion of an account is checked like a login', async () => {
  const reply = await fetch(`${relay.url}/account-deletion`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code: mint(relay, HOST), codeType: 'pluginLogin', appId: PLUGIN }),
  })
  expect((await answerOf(reply)).body.Response.Error.Code).toBe('Relay.HostNotVerified')
})

test('a mini program beside the plugin needs none', async () => {
  const { code } = relay.sandbox.mintCode({ user: 'ming', appId: MINI_PROGRAM })
  const reply = await fetch(`${relay.url}/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code, appId: MINI_PROGRAM }),
  })
  expect(reply.status).toBe(200)
})

test('the metric names hosts of the lists', async () => {
  const text = await (await fetch(`${relay.url}/metrics`)).text()
  expect(text).toMatch(new RegExp(`plugin_logins_total\\{host="${HOST}",result="ok"\\} \\d`))
  expect(text).not.toContain('wx00000000000000b9')
})

test('a host over its limit does not stop another', async () => {
  let last = 0
  for (let count = 0; count < 21; count++) last = (await logIn({ host: OTHER })).status
  expect(last).toBe(429)
  expect((await logIn()).status).toBe(200)
})

test('without a token in the configuration nothing is checked, and without a list any host is let in', async () => {
  const open = await start({ kind: 'plugin' })
  expect((await logIn({ to: open, headers: {} })).status).toBe(200)
  expect(lastLine(open)).not.toHaveProperty('host')
  await open.close()

  const anyHost = await start({ kind: 'plugin', pluginToken: TOKEN })
  expect((await logIn({ to: anyHost, host: STRANGER })).status).toBe(200)
  const text = await (await fetch(`${anyHost.url}/metrics`)).text()
  expect(text).toContain('plugin_logins_total{host="other",result="ok"} 1')
  await anyHost.close()
})

test('a plugin whose users are kept by UnionID is told that wx.pluginLogin brings none, before the code is spent', async () => {
  const byUnionId = await start({ kind: 'plugin', idKind: 'unionid' })
  const { status, body } = await logIn({ to: byUnionId })
  expect({ status, Code: body.Response.Error.Code }).toEqual({ status: 500, Code: 'WeChat.UnionIdMissing' })
  expect(lastLine(byUnionId)['hint']).toContain('openid')
  expect(byUnionId.sandbox.world.accounts.list()).toEqual([])
  await byUnionId.close()
})
