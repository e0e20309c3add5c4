import { loadConfig } from '../../relay/src'
import { configure } from '../../plugin'
import { createTxIotSdk } from '../../plugin/tx-iot-sdk'
import { fakeTxIot } from '../stand-ins/fake-tx-iot'
import { installWxOverHttp } from '../stand-ins/wx-over-http'
import { answerOf, startRelay, type RunningRelay } from '../stand-ins/running-relay'
import { expectFailure } from './describe-relay'

const PATH = '/tx-iot-sdk/signature'

let relay: RunningRelay
let usual: RunningRelay
beforeAll(async () => (usual = await startRelay()))
beforeEach(() => {
  relay = usual
  relay.logged.length = 0
})
afterEach(() => (relay === usual ? relay.sandbox.reset() : relay.close()))
afterAll(() => usual.close())

const open = async (environment: Record<string, string>) => (relay = await startRelay({ environment }))

const sign = async (body: unknown, headers = {}) =>
  answerOf(
    await fetch(relay.url + PATH, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    }),
  )
const freshCode = (user = 'ann') => relay.sandbox.mintCode({ user }).code

/** What the sandbox says to it: a check that shares no code with the signer. */
async function checked(data: unknown) {
  const url = relay.sandbox.relayEnvironment().IOT_API_URL!
  const answer = await fetch(new URL('/sandbox/tx-iot-sdk/login', url), {
    method: 'POST',
    body: JSON.stringify(data),
  })
  return (await answerOf(answer)).body
}

describe('a signature for tx-iot-sdk', () => {
  it('is made for the user that WeChat names, and is valid by the check of the sandbox', async () => {
    const { status, body } = await sign({ code: freshCode(), requestId: 'b52bGN4#@%$-_' })
    expect(status).toBe(200)
    const { Data, RequestId } = body.Response
    expect(RequestId).toBe('b52bGN4#@%$-_')
    expect(Object.keys(Data)).toEqual(['AppKey', 'UserId', 'RequestId', 'Timestamp', 'Nonce', 'Signature'])
    expect(Data).toMatchObject({ UserId: expect.stringMatching(/^u_[a-z2-7]{30}$/), RequestId })
    expect(Data.Nonce).toBeGreaterThan(0)
    expect(await checked(Data)).toMatchObject({ valid: true })
    expect(await checked({ ...Data, UserId: `${Data.UserId.slice(0, -1)}_` })).toMatchObject({ valid: false })
  })

  it('is another each time, for the same UserId, and another UserId for another user', async () => {
    const datas = []
    for (const user of ['ann', 'ann', 'bob'])
      datas.push((await sign({ code: freshCode(user) })).body.Response.Data)
    const [first, second, other] = datas
    expect(second.UserId).toBe(first.UserId)
    expect(other.UserId).not.toBe(first.UserId)
    expect(new Set(datas.map(({ Nonce }) => Nonce as number)).size).toBe(3)
  })

  it('asks IoT Explorer nothing, and registers no user there', async () => {
    await sign({ code: freshCode() })
    const { entries } = relay.sandbox.journal.since(0)
    expect(entries.map(({ operation }) => operation)).toEqual(['jscode2session'])
  })

  it('keeps its user when the AppSecret is replaced, which signs from then on', async () => {
    const before = (await sign({ code: freshCode() })).body.Response.Data
    const replaced = { ...relay.sandbox.relayEnvironment(), IOT_APP_SECRET: 'another-secret-of-the-sandbox' }
    await open({})
    relay.relay.useApps(loadConfig(replaced).apps)
    const after = (await sign({ code: freshCode() })).body.Response.Data
    expect(after.UserId).toBe(before.UserId)
    expect(await checked(after)).toMatchObject({ valid: false })
    relay.sandbox.world.changeApp(undefined, { iotAppSecret: replaced.IOT_APP_SECRET })
    expect(await checked(after)).toMatchObject({ valid: true })
  })
})

describe('a signature is refused', () => {
  it.each([
    ['without a code', {}, 400, 'Relay.InvalidParameter'],
    ['for a code that WeChat does not know', { code: 'never-minted' }, 401, 'WeChat.CodeInvalid'],
    ['with a UserId of the caller', { code: 'c', UserId: 'u_of_another' }, 400, 'Relay.InvalidParameter'],
    ['with an OpenID of the caller', { code: 'c', openid: 'oOther' }, 400, 'Relay.InvalidParameter'],
    [
      'with another parameter in its request id',
      { code: 'c', requestId: 'r&Timestamp=1' },
      400,
      'Relay.InvalidParameter',
    ],
    ['for an app that is not served', { code: 'c', appId: 'wx00000000000000ff' }, 403, 'Relay.UnknownApp'],
  ])('%s', async (_what, body, status, code) => {
    expectFailure(await sign(body), status, code)
  })

  it('for a code that a login has spent, and the other way round', async () => {
    const code = freshCode()
    expect((await sign({ code })).status).toBe(200)
    expectFailure(await sign({ code }), 401, 'WeChat.CodeUsed')
  })

  it('over the limits of a login', async () => {
    await open({ RATE_LIMIT_PER_USER: '2' })
    for (const expected of [200, 200, 429]) expect((await sign({ code: freshCode() })).status).toBe(expected)
    const login = await fetch(`${relay.url}/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code: freshCode() }),
    })
    expect(login.status).toBe(429)
  })

  it('by the X-WX headers of anybody, unless the relay is told to believe them', async () => {
    const forged = { 'x-wx-source': 'wx', 'x-wx-appid': 'wx1', 'x-wx-openid': 'oOther' }
    expectFailure(await sign({}, forged), 400, 'Relay.InvalidParameter')
  })
})

describe('TX_IOT_USER_ID=openid', () => {
  it('signs for the OpenID itself, or refuses one that does not fit', async () => {
    await open({ TX_IOT_USER_ID: 'openid' })
    const seen = { signed: 0, refused: 0 }
    for (let user = 0; user < 40 && (seen.signed === 0 || seen.refused === 0); user += 1) {
      const answer = await sign({ code: freshCode(`user-${user}`) })
      if (answer.status !== 200) {
        expectFailure(answer, 403, 'Relay.UserIdUnusable')
        seen.refused += 1
      } else {
        const { Data } = answer.body.Response
        expect(await checked(Data)).toMatchObject({ valid: true })
        seen.signed += 1
      }
    }
    expect(seen).toEqual({ signed: expect.any(Number), refused: expect.any(Number) })
    expect(Math.min(seen.signed, seen.refused)).toBeGreaterThan(0)
  })
})

it('is one line in the log, without the OpenID, the code or the UserId', async () => {
  const code = freshCode()
  const { Data } = (await sign({ code, requestId: 'named' })).body.Response
  const lines = relay.logged.filter((line) => line.includes('tx-iot-sdk-signature'))
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { requestId: 'named', outcome: 'ok', status: 200 },
  ])
  for (const secret of [code, Data.UserId, Data.Signature])
    expect(relay.logged.join('')).not.toContain(secret)
})

it('is what the phone logs the plugin in with, from wx.login to a signature that is valid', async () => {
  installWxOverHttp(freshCode)
  configure({ relayUrl: relay.url, appKey: 'SandboxAppKey0001' })
  const txIot = fakeTxIot()
  const { userId } = await createTxIotSdk({ plugin: () => txIot.plugin }).login()
  const [{ appKey, signature } = { appKey: '', signature: undefined }] = txIot.logins
  const { requestId: RequestId, timestamp: Timestamp, nonce: Nonce, signature: Signature } = signature!
  const login = { AppKey: appKey, UserId: userId, RequestId, Timestamp, Nonce, Signature }
  expect(await checked(login)).toMatchObject({ valid: true })
})
