import { startTinyUpstream, type TinyUpstream } from '../../../test/stand-ins/tiny-upstream'
import { createUpstreamCaller, type UpstreamCaller } from './call'

let upstream: TinyUpstream | undefined
let caller: UpstreamCaller | undefined

async function callTo(answer: Parameters<typeof startTinyUpstream>[0], timeoutMs = 2000): Promise<string> {
  upstream = await startTinyUpstream(answer)
  caller = createUpstreamCaller({ timeoutMs, replyLimitBytes: 1024 })
  return again('/path?secret=hidden-in-query')
}

const again = (path: string, deadline = { remainingMs: () => 60_000 }): Promise<string> =>
  caller!.call({
    upstream: 'WeChat',
    operation: 'jscode2session',
    deadline,
    method: 'POST',
    url: new URL(upstream!.url + path),
    body: { a: '微信', b: 1 },
  })

afterEach(async () => {
  await upstream?.close()
  await caller?.close()
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
  caller = createUpstreamCaller({ timeoutMs: 2000, replyLimitBytes: 1024 })
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
