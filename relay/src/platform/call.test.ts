import { startTinyUpstream, type TinyUpstream } from '../../../test/stand-ins/tiny-upstream'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { systemClock, createDeadlineSweep } from '../clock'
import { ADDRESS_TIMEOUT_MS, createUpstream, type Upstream } from './call'
import type { RelayError } from '../errors'

let upstream: TinyUpstream | undefined
let caller: Upstream | undefined
const patient = { remainingMs: () => 60_000 }

function callerOf(baseUrl: string, timeoutMs = 2000): Upstream {
  caller = createUpstream({
    name: 'WeChat',
    baseUrl,
    timeoutMs,
    replyLimitBytes: 1024,
    clock: systemClock,
    sweep: createDeadlineSweep(),
    onSkew: () => undefined,
  })
  return caller
}

async function callTo(answer: Parameters<typeof startTinyUpstream>[0], timeoutMs?: number): Promise<string> {
  upstream = await startTinyUpstream(answer)
  callerOf(upstream.url, timeoutMs)
  return again('/path?secret=hidden-in-query')
}

const again = (path: string, deadline = patient): Promise<string> =>
  caller!.call({ method: 'POST', path, body: JSON.stringify({ a: '微信', b: 1 }) }, deadline)

afterEach(async () => {
  await upstream?.close()
  await caller?.close()
  upstream = caller = undefined
})

it('sends the body as JSON and gives back the text', async () => {
  await expect(callTo((_request, response) => response.end('答'))).resolves.toBe('答')
  expect(upstream?.seen).toEqual([
    { method: 'POST', path: '/path?secret=hidden-in-query', body: '{"a":"微信","b":1}' },
  ])
})

it('keeps connections alive for calls one after the other', async () => {
  await callTo((_request, response) => response.end('x'))
  for (let i = 0; i < 20; i += 1) await again('/')
  // Two, since the client opens a second when the first is still winding up its last reply.
  expect(upstream?.connections()).toBeLessThanOrEqual(2)
})

it.each([301, 302, 307, 404, 500, 503])(
  'takes status %d for an unexpected reply, and follows nothing',
  async (status) => {
    const answer = callTo((_request, response) =>
      response.writeHead(status, { location: '/elsewhere' }).end('{}'),
    )
    await expect(answer).rejects.toMatchObject({
      code: 'WeChat.UnexpectedReply',
      note: { fault: `HTTP_${status}` },
    })
    expect(upstream?.seen).toHaveLength(1)
  },
)

it.each([
  ['7', 7],
  ['9999', 3600],
  ['soon', 60],
])('takes status 429 with Retry-After %s for a limit of the upstream', async (given, retryAfterSeconds) => {
  const answer = callTo((_request, response) => response.writeHead(429, { 'retry-after': given }).end())
  await expect(answer).rejects.toMatchObject({ code: 'WeChat.RateLimited', row: { retryAfterSeconds } })
})

it('gives up when the login has no time left, and says whose time it was', async () => {
  upstream = await startTinyUpstream(() => undefined)
  callerOf(upstream.url)
  const answer = again('/', { remainingMs: () => 30 })
  await expect(answer).rejects.toMatchObject({ code: 'WeChat.Timeout', note: { fault: 'CALLER_DEADLINE' } })
})

it('gives up on a reply that does not come', async () => {
  const answer = callTo(() => undefined, 50)
  await expect(answer).rejects.toMatchObject({ code: 'WeChat.Timeout', row: { status: 504 } })
})

it('gives up on a reply that does not end', async () => {
  const answer = callTo((_request, response) => void response.write('{"half":'), 50)
  await expect(answer).rejects.toMatchObject({ code: 'WeChat.Timeout' })
})

it('gives up on an error page that does not end', async () => {
  const answer = callTo((_request, response) => void response.writeHead(500).write('half'), 50)
  await expect(answer).rejects.toMatchObject({ code: 'WeChat.Timeout' })
})

it('does not read a reply beyond its limit', async () => {
  const answer = callTo((_request, response) => response.end('x'.repeat(200_000)))
  await expect(answer).rejects.toMatchObject({ code: 'WeChat.UnexpectedReply' })
})

it('takes what is not HTTP for an unexpected reply', async () => {
  const answer = callTo((request) => request.socket.end('garbage garbage\r\n\r\n'))
  await expect(answer).rejects.toMatchObject({ code: 'WeChat.UnexpectedReply' })
})

it('tells a connection that is closed from one that is refused', async () => {
  await expect(callTo((request) => request.socket.destroy())).rejects.toMatchObject({
    code: 'WeChat.Unreachable',
    note: { fault: 'UND_ERR_SOCKET' },
  })
  await upstream?.close()
  await expect(again('/')).rejects.toMatchObject({
    code: 'WeChat.Unreachable',
    note: { fault: 'ECONNREFUSED' },
  })
})

it('keeps query and body out of its errors', async () => {
  const error: unknown = await callTo((request) => request.socket.destroy()).catch(
    (reason: unknown) => reason,
  )
  const { message, stack, note, row } = error as Error & { note: unknown; row: unknown }
  expect(JSON.stringify({ message, stack, note, row })).not.toMatch(/hidden-in-query|微信/)
})

it('asks for a reply that is not compressed, and says what is wrong with one that is', async () => {
  let asked: unknown
  const answer = callTo((request, response) => {
    asked = request.headers['accept-encoding']
    response.writeHead(200, { 'content-encoding': 'gzip' }).end('xyz')
  })
  await expect(answer).rejects.toMatchObject({
    code: 'WeChat.UnexpectedReply',
    note: { fault: 'COMPRESSED', hint: expect.stringMatching(/compressed.*accept-encoding: identity/) },
  })
  expect(asked).toBe('identity')
})

it('puts the path of the base URL before its own', async () => {
  upstream = await startTinyUpstream((_request, response) => response.end('x'))
  callerOf(`${upstream.url}/api/base/`)
  await again('/appapi')
  expect(upstream.seen[0]?.path).toBe('/api/base/appapi')
})

it('reads a reply that comes in pieces, cut within a character', async () => {
  const bytes = Buffer.from('微信')
  await expect(
    callTo((_request, response) => {
      response.write(bytes.subarray(0, 2))
      setImmediate(() => response.end(bytes.subarray(2)))
    }),
  ).resolves.toBe('微信')
})

describe('the phase', () => {
  const note = (answer: Promise<string>): Promise<unknown> =>
    answer.then(
      () => undefined,
      (error: unknown) => (error as RelayError).note,
    )

  it('is unsent where nothing listens', async () => {
    callerOf('http://127.0.0.1:1')
    expect(await note(again('/'))).toMatchObject({ phase: 'unsent', faultKind: 'connect' })
  })

  it('is unsent where TLS never stood, though the code is that of a reset', async () => {
    const server = createServer((socket) => socket.destroy())
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    callerOf(`https://127.0.0.1:${(server.address() as AddressInfo).port}`)
    expect(await note(again('/'))).toMatchObject({
      phase: 'unsent',
      faultKind: 'connect',
      fault: 'ECONNRESET',
    })
    await new Promise((resolve) => server.close(resolve))
  })

  it('is unsent where the deadline came before the connection', async () => {
    // A listener that takes nothing from its queue is as good as an address that does not answer.
    const sockets: Socket[] = []
    const server = createServer((socket) => sockets.push(socket))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    callerOf(`https://127.0.0.1:${(server.address() as AddressInfo).port}`, 60)
    expect(await note(again('/'))).toMatchObject({ phase: 'unsent', faultKind: 'connect' })
    sockets.forEach((socket) => socket.destroy())
    server.close()
  })

  it('is sent where the connection closes before a byte, and answering after one', async () => {
    expect(await note(callTo((request) => request.socket.destroy()))).toMatchObject({ phase: 'sent' })
    await upstream?.close()
    await caller?.close()
    const half = callTo((request, response) => {
      response.writeHead(200, { 'content-length': '10' }).write('half', () => request.socket.destroy())
    })
    expect(await note(half)).toMatchObject({ phase: 'answering', faultKind: 'closed' })
  })
})

it('knows a kept connection that closes as it is used again from a new one', async () => {
  let calls = 0
  const answer = callTo((request, response) => {
    calls += 1
    if (calls === 1 || calls === 4) response.end('x')
    else request.socket.resetAndDestroy()
  })
  expect(await answer).toBe('x')
  // Until the client has wound up that reply, it would open a second connection.
  await new Promise(setImmediate)
  await expect(again('/')).rejects.toMatchObject({ note: { phase: 'sent', wasKept: true } })
  await expect(again('/')).rejects.toMatchObject({ note: { phase: 'sent', wasKept: false } })
  expect(await again('/')).toBe('x')
})

it('gives each of two addresses longer than a lost packet takes to be sent again', () => {
  expect(ADDRESS_TIMEOUT_MS).toBeGreaterThan(1000)
})
