import { connect } from 'node:net'
import fc from 'fast-check'
import { postLogin, startRelay, type RunningRelay } from '../stand-ins/running-relay'
import { expectEnvelope } from './expect-envelope'

let running: RunningRelay
beforeAll(async () => {
  running = await startRelay({ environment: { RATE_LIMIT_PER_IP: '0', REQUEST_TIMEOUT_MS: '200' } })
})
afterAll(() => running.close())

/** What comes back for these bytes, until the relay hangs up; the caller says nothing more. */
function send(bytes: Uint8Array): Promise<string> {
  const { hostname, port } = new URL(running.url)
  return new Promise((resolve) => {
    let text = ''
    const socket = connect(Number(port), hostname, () => socket.end(bytes))
    socket.on('data', (chunk: Buffer) => (text += chunk.toString()))
    socket.on('error', () => undefined).on('close', () => resolve(text))
  })
}

/** Each reply of a connection, status and body. */
function repliesIn(text: string): { statusCode: number; text: string }[] {
  return text
    .split(/(?=HTTP\/1\.1 \d{3} )/)
    .filter((reply) => reply !== '')
    .map((reply) => ({
      statusCode: Number(/^HTTP\/1\.1 (\d{3}) /.exec(reply)?.[1]),
      text: reply.slice(reply.indexOf('\r\n\r\n') + 4),
    }))
}

const line = fc.stringMatching(/^[\x20-\x7e]{0,60}$/)
const framing = fc.constantFrom(
  'content-length: 5',
  'content-length: -1',
  'content-length: 99999999999999999999',
  'transfer-encoding: chunked',
  'transfer-encoding: chunked, identity',
  'Transfer-Encoding : chunked',
  'content-type: application/json',
  'expect: 100-continue',
  'connection: upgrade',
)
const request = fc
  .tuple(
    fc.constantFrom('POST /login HTTP/1.1', 'GET / HTTP/1.0', 'POST /login HTTP/9.9', 'PRI * HTTP/2.0', ''),
    fc.array(fc.oneof(line, framing), { maxLength: 5 }),
    fc.string(),
  )
  .map(([first, head, body]) => Buffer.from([first, 'host: x', ...head, '', body].join('\r\n')))

it('any bytes on a connection get envelopes or nothing, and the next caller a login', async () => {
  const property = fc.asyncProperty(fc.oneof(request, fc.uint8Array({ maxLength: 200 })), async (bytes) => {
    for (const reply of repliesIn(await send(bytes))) {
      if (reply.statusCode !== 100) expectEnvelope(reply)
    }
  })
  await fc.assert(property, { numRuns: 150 })
  expect(running.logged.filter((logged) => logged.includes('"bug"'))).toEqual([])
  const { status } = await postLogin(running.url, { code: running.sandbox.mintCode().code })
  expect(status).toBe(200)
})
