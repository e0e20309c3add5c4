import { connect, type Socket } from 'node:net'
import { postLogin, startRelay, type LoginAnswer, type RunningRelay } from '../stand-ins/running-relay'
import { expectFailure } from './describe-relay'

let running: RunningRelay | undefined
const sockets: Socket[] = []
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  await running?.close()
  running = undefined
})

async function start(environment: Record<string, string>): Promise<RunningRelay> {
  running = await startRelay({ environment })
  return running
}

const from = (address: string): Promise<LoginAnswer> =>
  postLogin(
    running!.url,
    { code: running!.sandbox.mintCode().code },
    {
      'content-type': 'application/json',
      'x-forwarded-for': address,
    },
  )

/** Opens a connection, sends this, and tells all that comes back until it ends. */
function raw(bytes: string): { text: Promise<string>; opened: Promise<void> } {
  const { hostname, port } = new URL(running!.url)
  const socket = connect(Number(port), hostname)
  sockets.push(socket)
  const opened = new Promise<void>((resolve) => socket.once('connect', resolve))
  const text = new Promise<string>((resolve) => {
    let all = ''
    socket.on('data', (chunk) => (all += chunk.toString())).on('error', () => undefined)
    socket.on('close', () => resolve(all))
  })
  socket.write(bytes)
  return { text, opened }
}

describe('logins from one address', () => {
  it('are limited by the address that a trusted proxy names, before the body is read', async () => {
    await start({ RATE_LIMIT_PER_IP: '2' })
    for (let i = 0; i < 2; i += 1) expect((await from('203.0.113.1')).status).toBe(200)
    const limited = await from('203.0.113.1')
    expectFailure(limited, 429, 'Relay.RateLimited')
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(50)
    expect((await from('203.0.113.2')).status).toBe(200)
    const headers = { 'content-type': 'text/html', 'x-forwarded-for': '203.0.113.1' }
    expectFailure(await postLogin(running!.url, '{', headers), 429, 'Relay.RateLimited')
  })

  it.each([
    ['203.0.113.1:1001', '203.0.113.1:1002', '203.0.113.1'],
    ['[2001:db8::1]:1001', '[2001:db8::1]', '2001:db8::2'],
    ['203.0.113.1:1, 127.0.0.1:2', '203.0.113.1:3, 127.0.0.1:4', '203.0.113.1'],
  ])('are one, whatever ports and brackets a proxy writes: %s', async (...addresses) => {
    await start({ RATE_LIMIT_PER_IP: '1' })
    const statuses: number[] = []
    for (const address of addresses) statuses.push((await from(address)).status)
    expect(statuses).toEqual([200, 429, 429])
  })

  it('are not let in by an address that the caller made up in front of the true one', async () => {
    await start({ RATE_LIMIT_PER_IP: '1' })
    expect((await from('198.51.100.1, 203.0.113.1')).status).toBe(200)
    expectFailure(await from('198.51.100.2, 203.0.113.1'), 429, 'Relay.RateLimited')
  })

  it('are those of the proxy, where it is not trusted', async () => {
    await start({ RATE_LIMIT_PER_IP: '1', TRUST_PROXY: 'none' })
    for (let i = 0; i < 3; i += 1) expect((await from('203.0.113.1')).status).toBe(200)
  })
})

describe('a caller who is too much', () => {
  it('is told so, when its request line and headers are longer than the limit', async () => {
    await start({ HEADER_LIMIT_BYTES: '1024' })
    const { text } = raw(`GET /${'a'.repeat(2000)} HTTP/1.1\r\nhost: x\r\n\r\n`)
    expect(await text).toMatch(/^HTTP\/1\.1 400 [^]*Relay\.InvalidParameter/)
  })

  it.each([
    ['headers', 'POST /login HTTP/1.1\r\nhost: x\r\n'],
    [
      'body',
      'POST /login HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{',
    ],
  ])('is let go, when its %s does not come to an end', async (_what, bytes) => {
    await start({ REQUEST_TIMEOUT_MS: '200' })
    const begun = performance.now()
    const { text } = raw(bytes)
    expect(await text).toMatch(/^HTTP\/1\.1 400 [^]*took too long/)
    expect(performance.now() - begun).toBeLessThan(1500)
  })

  it('is turned away, when there are more connections than the limit', async () => {
    await start({ MAX_CONNECTIONS: '2' })
    const held = [raw('GET /'), raw('GET /')]
    await Promise.all(held.map(({ opened }) => opened))
    expect(await raw('GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n').text).toBe('')
  })
})

describe('connections of one address', () => {
  const healthz = 'GET /healthz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n'

  it('are closed beyond the limit, and let in again when others end', async () => {
    await start({ MAX_CONNECTIONS_PER_IP: '2', TRUST_PROXY: 'none' })
    const held = [raw('GET /'), raw('GET /')]
    await Promise.all(held.map(({ opened }) => opened))
    expect(await raw(healthz).text).toBe('')
    for (const socket of sockets.splice(0, 2)) socket.destroy()
    await Promise.all(held.map(({ text }) => text))
    let text = ''
    while (text === '') text = await raw(healthz).text
    expect(text).toMatch(/^HTTP\/1\.1 200 /)
  })

  it('are not counted when it is the address of a trusted proxy', async () => {
    await start({ MAX_CONNECTIONS_PER_IP: '1' })
    await Promise.all([raw('GET /'), raw('GET /')].map(({ opened }) => opened))
    expect(await raw(healthz).text).toMatch(/^HTTP\/1\.1 200 /)
  })
})

it('keeps idle connections as long as it is told', async () => {
  await start({ KEEP_ALIVE_TIMEOUT_MS: '200' })
  const { text } = raw('GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n')
  expect(await text).toMatch(/^HTTP\/1\.1 200 /)
})

it('lets logins wait in line while an upstream is slow, and turns away those beyond it', async () => {
  const { url, sandbox } = await start({ MAX_LOGINS: '2', MAX_WAITING_LOGINS: '3' })
  sandbox.faults.add({ target: 'jscode2session', kind: 'latency', milliseconds: 200, times: 2 })
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, index) =>
      postLogin(url, { code: sandbox.mintCode({ user: `user-${index}` }).code }),
    ),
  )
  const statuses = answers.map(({ status }) => status).sort()
  expect(statuses).toEqual([200, 200, 200, 200, 200, 503, 503, 503])
  for (const answer of answers.filter(({ status }) => status === 503)) {
    expectFailure(answer, 503, 'Relay.Busy')
  }
})

it('answers by its deadline, however many upstreams are slow', async () => {
  const { url, sandbox } = await start({ LOGIN_TIMEOUT_MS: '300' })
  sandbox.faults.add({ target: 'jscode2session', kind: 'latency', milliseconds: 200 })
  sandbox.faults.add({ target: 'AppGetTokenByWeiXin', kind: 'latency', milliseconds: 5000 })
  const begun = performance.now()
  expectFailure(await postLogin(url, { code: sandbox.mintCode().code }), 504, 'IoTExplorer.Timeout')
  expect(performance.now() - begun).toBeLessThan(1000)
})
