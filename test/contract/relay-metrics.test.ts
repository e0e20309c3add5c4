import {
  postLogin,
  startRelay,
  type RunningRelay,
  type RunningRelayOptions,
} from '../stand-ins/running-relay'
import { startTinyUpstream } from '../stand-ins/tiny-upstream'

let running: RunningRelay | undefined
afterEach(async () => {
  await running?.close()
  running = undefined
})

async function start(options?: RunningRelayOptions): Promise<RunningRelay> {
  running = await startRelay(options)
  return running
}

const logIn = (body: object = {}) =>
  postLogin(running!.url, { code: running!.sandbox.mintCode().code, ...body })
const readMetrics = (headers: Record<string, string> = {}) => fetch(`${running!.url}/metrics`, { headers })

/** The value of one line, which begins so. */
async function metric(line: string): Promise<number | undefined> {
  const text = await (await readMetrics()).text()
  const found = text.split('\n').find((each) => each.startsWith(`iot_login_${line} `))
  return found === undefined ? undefined : Number(found.slice(found.lastIndexOf(' ') + 1))
}

describe('the metrics', () => {
  it('count logins by code, with what they and their calls took', async () => {
    const { sandbox } = await start()
    const question = { code: sandbox.mintCode().code, requestId: 'again' }
    await logIn(question)
    await logIn(question)
    await logIn({ code: 'never-minted' })
    expect(await metric('logins_total{code="ok"}')).toBe(2)
    expect(await metric('logins_total{code="WeChat.CodeInvalid"}')).toBe(1)
    expect(await metric('logins_shared_total{how="replayed"}')).toBe(1)
    expect(await metric('login_duration_seconds_count{result="ok"}')).toBe(2)
    expect(await metric('upstream_calls_total{operation="jscode2session",outcome="ok"}')).toBe(2)
    expect(await metric('upstream_call_duration_seconds_count{operation="AppGetTokenByWeiXin"}')).toBe(1)
    expect(await metric('logins_inside')).toBe(0)
    expect(await metric('store_shared')).toBe(1)
  })

  it('count tries, limits, and what became of calls', async () => {
    const { sandbox } = await start({ environment: { RATE_LIMIT_PER_APP: '2' } })
    sandbox.faults.add({ target: 'explorer', kind: 'error', Code: 'InternalError' })
    await logIn()
    sandbox.faults.add({ target: 'wechat', kind: 'http500' })
    await logIn()
    await logIn()
    expect(await metric('upstream_retries_total{operation="AppGetTokenByWeiXin"}')).toBe(1)
    expect(await metric('upstream_calls_total{operation="jscode2session",outcome="http"}')).toBe(1)
    expect(await metric('rate_limited_total{by="app"}')).toBe(1)
  })

  it('have no label that a caller or an upstream could choose', async () => {
    const { sandbox } = await start()
    sandbox.faults.add({ target: 'explorer', kind: 'error', Code: 'Chosen.By.Somebody' })
    await logIn({ requestId: 'chosen-id', nickName: 'chosen-name' })
    const text = await (await readMetrics()).text()
    expect(text).toContain('logins_total{code="other"} 1')
    expect(text).not.toMatch(/chosen|sandbox-|wx5a4db/i)
  })

  it.each<[string, Record<string, string>, Record<string, string>, number]>([
    ['this machine', {}, {}, 200],
    ['a private network, by a proxy', {}, { 'x-forwarded-for': '10.1.2.3' }, 200],
    ['the internet, by a proxy', {}, { 'x-forwarded-for': '203.0.113.7' }, 404],
    ['the internet, pretending', {}, { 'x-forwarded-for': '10.0.0.1, 203.0.113.7' }, 404],
    [
      'the internet, by a proxy not trusted',
      { TRUST_PROXY: 'none' },
      { 'x-forwarded-for': '2001:db8::7' },
      404,
    ],
    ['a proxy that writes another header', {}, { forwarded: 'for=203.0.113.7' }, 404],
    ['a proxy that only says that it is one', {}, { via: '1.1 proxy' }, 404],
    ['a network of many proxies', {}, { 'cf-connecting-ip': '10.0.0.1' }, 404],
    ['a private network, by a proxy that says so', {}, { via: '1.1 p', 'x-forwarded-for': '10.1.2.3' }, 200],
    ['a private network, with a port', {}, { 'x-forwarded-for': '10.1.2.3:4711, [fd00::1]:80' }, 200],
    ['the internet, with a port', {}, { 'x-forwarded-for': '203.0.113.7:4711' }, 404],
    ['the internet, where all may', { METRICS_ACCESS: 'all' }, { 'x-forwarded-for': '203.0.113.7' }, 200],
    ['this machine, where none may', { METRICS_ACCESS: 'none' }, {}, 404],
  ])('are shown to %s: %#', async (_who, environment, headers, status) => {
    await start({ environment })
    expect((await readMetrics(headers)).status).toBe(status)
  })
})

describe('an upstream that cannot be reached', () => {
  it.each([
    ['dns', 'https://no-such-host.invalid', 3],
    ['connect', 'https://127.0.0.1:1', 3],
    ['tls', undefined, 1],
  ])('is named in log and metrics: %s', async (kind, given, tries) => {
    const upstream = await startTinyUpstream((_request, response) => response.end('{}'))
    // What speaks no TLS is asked to.
    const url = given ?? upstream.url.replace('http:', 'https:')
    const { logged } = await start({ environment: { WECHAT_API_URL: url } })
    expect((await logIn()).status).toBe(502)
    await upstream.close()
    expect(JSON.parse(logged.at(-1) ?? '{}')).toMatchObject({
      outcome: 'WeChat.Unreachable',
      faultKind: kind,
      fault: expect.stringMatching(/^[A-Z_]+$/),
    })
    expect(await metric(`upstream_calls_total{operation="jscode2session",outcome="${kind}"}`)).toBe(tries)
  })
})

it('says that our clock is off, by the Date header of an upstream', async () => {
  const { logged } = await start()
  const ahead = await startTinyUpstream((_request, response) =>
    response
      .writeHead(200, { date: new Date(Date.now() + 3_600_000).toUTCString() })
      .end('{"errcode":40029}'),
  )
  await running!.close()
  await start({ environment: { WECHAT_API_URL: ahead.url } })
  await logIn()
  await ahead.close()
  const [line] = running!.logged.map((each) => JSON.parse(each) as Record<string, unknown>)
  expect(line).toMatchObject({ level: 'warn', event: 'clock', upstream: 'WeChat' })
  expect(line?.seconds).toBeGreaterThan(-3605)
  expect(line?.seconds).toBeLessThan(-3590)
  expect(await metric('clock_skew_seconds{upstream="WeChat"}')).toBe(line?.seconds)
  expect(logged).toEqual([])
})

it('does not ask an upstream whose quota is used up', async () => {
  const { sandbox, logged } = await start()
  sandbox.faults.add({ target: 'explorer', kind: 'error', Code: 'RequestLimitExceeded' })
  expect((await logIn()).status).toBe(429)
  const second = await logIn()
  expect([second.status, second.headers.get('retry-after')]).toEqual([429, '5'])
  expect(sandbox.journal.since().entries.filter(({ host }) => host === 'explorer')).toHaveLength(1)
  expect(logged.join('')).toMatch(/"event":"pause",[^\n]*"seconds":5/)
  expect(await metric('upstream_pauses_total{upstream="IoTExplorer"}')).toBe(1)
})
