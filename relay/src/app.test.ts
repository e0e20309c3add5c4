import { connect } from 'node:net'
import { createApp } from './app'
import { systemClock } from './clock'
import { createLog } from './log'
import type { Login } from './login/login'

const data = { Token: 't', ExpireAt: 2_000_000_000, ExpiresIn: 60 }

function appWith(login: Login) {
  const logged: string[] = []
  const log = createLog('debug', systemClock, (line) => logged.push(line))
  return {
    app: createApp({ login, log, clock: systemClock, bodyLimitBytes: 8192, requestTimeoutMs: 1000 }),
    logged,
  }
}

it('writes only the fields that a reply may have', async () => {
  const careless = { ...data, openid: 'o', session_key: 's' }
  const { app } = appWith(() => Promise.resolve(careless))
  const reply = await app.inject({ method: 'POST', url: '/login', payload: { code: 'c', requestId: 'r' } })
  expect(reply.json()).toEqual({ Response: { Data: data, RequestId: 'r' } })
})

it('logs where a bug was, and keeps its words to itself', async () => {
  const { app, logged } = appWith(() => Promise.reject(new TypeError('token is abc')))
  const reply = await app.inject({ method: 'POST', url: '/login', payload: { code: 'c' } })
  expect(reply.statusCode).toBe(500)
  expect(reply.json()).toMatchObject({ Response: { Error: { Code: 'Relay.InternalError' } } })
  expect(JSON.parse(logged[0] ?? '')).toMatchObject({
    event: 'bug',
    errorName: 'TypeError',
    where: expect.stringContaining('app.test.ts'),
  })
  expect(logged.join('') + reply.body).not.toContain('token is abc')
})

it('ends the logins under way when it closes, and takes no new ones', async () => {
  let answer: (value: typeof data) => void = () => undefined
  let begun: () => void = () => undefined
  const hasBegun = new Promise<void>((resolve) => (begun = resolve))
  const { app } = appWith(() => {
    begun()
    return new Promise((resolve) => (answer = resolve))
  })
  const { port } = new URL(await app.listen({ host: '127.0.0.1', port: 0 }))
  const socket = connect(Number(port), '127.0.0.1')
  const replies = new Promise<string>((resolve) => {
    let text = ''
    socket.on('data', (chunk) => (text += chunk.toString())).on('close', () => resolve(text))
  })
  const post =
    'POST /login HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 12\r\n\r\n{"code":"c"}'
  // A connection can hold a second request behind the first, and that one arrives while the relay closes.
  const secondArrived = new Promise<void>((resolve) =>
    app.server.on('request', ({ method }) => method === 'GET' && resolve()),
  )
  socket.write(post)
  await hasBegun
  const closed = app.close()
  socket.write('GET /readyz HTTP/1.1\r\nhost: x\r\n\r\n')
  await secondArrived
  answer(data)
  const text = await replies
  await closed
  expect(text).toMatch(/^HTTP\/1\.1 200 [^]*"Token":"t"[^]*HTTP\/1\.1 503 [^]*"Code":"Relay\.Busy"/)
  expect(text).toMatch(/503 [^]*retry-after: 1\r\n/i)
})
