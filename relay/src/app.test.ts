import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
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

it('ends the logins under way when it closes, takes no new ones, and keeps no connection', async () => {
  let answer: (value: typeof data) => void = () => undefined
  let begun: () => void = () => undefined
  const hasBegun = new Promise<void>((resolve) => (begun = resolve))
  const { app } = appWith(() => {
    begun()
    return new Promise((resolve) => (answer = resolve))
  })
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  const post = () =>
    fetch(`${url}/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"code":"c"}',
    })
  const first = post()
  await hasBegun
  const closed = app.close()
  const second = await post()
  expect(second.status).toBe(503)
  expect(second.headers.get('retry-after')).toBe('1')
  expect(await second.json()).toMatchObject({ Response: { Error: { Code: 'Relay.Busy' } } })
  expect((await fetch(`${url}/healthz`)).status).toBe(200)
  expect((await fetch(`${url}/readyz`)).status).toBe(503)
  answer(data)
  const reply = await first
  expect(reply.status).toBe(200)
  expect(reply.headers.get('connection')).toBe('close')
  await closed
  await expect(post()).rejects.toThrow()
})

it('closes though a caller has gone away before its answer', async () => {
  const { app } = appWith(() => new Promise(() => undefined))
  const { port } = new URL(await app.listen({ host: '127.0.0.1', port: 0 }))
  const arrived = new Promise<Socket>((resolve) =>
    app.server.once('request', ({ socket }: { socket: Socket }) => resolve(socket)),
  )
  const caller = connect(Number(port), '127.0.0.1')
  caller.write(
    'POST /login HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 12\r\n\r\n{"code":"c"}',
  )
  const socket = await arrived
  const gone = once(socket, 'close')
  caller.destroy()
  await gone
  await app.close()
})

it('serves on when a connection could not be accepted, and says why', async () => {
  const { app, logged } = appWith(() => Promise.resolve(data))
  await app.listen({ host: '127.0.0.1', port: 0 })
  // As Node tells it when the system has no file, memory or buffer left for one.
  app.server.emit('error', Object.assign(new Error('accept ENFILE'), { code: 'ENFILE' }))
  expect(JSON.parse(logged[0] ?? '')).toMatchObject({
    level: 'error',
    cause: 'ENFILE',
    hint: expect.stringMatching(/open files.*MAX_CONNECTIONS/),
  })
  await app.close()
})

it('leaves an address that cannot be listened on to who asked for it', async () => {
  const { app: other } = appWith(() => Promise.resolve(data))
  const { app, logged } = appWith(() => Promise.resolve(data))
  const { port } = new URL(await other.listen({ host: '127.0.0.1', port: 0 }))
  await expect(app.listen({ host: '127.0.0.1', port: Number(port) })).rejects.toThrow('EADDRINUSE')
  expect(logged).toEqual([])
  await other.close()
})

it.each([
  ['a request that is not HTTP', 'nonsense\r\n\r\n'],
  ['an unknown Expect', 'POST /login HTTP/1.1\r\nhost: x\r\nexpect: magic\r\ncontent-length: 0\r\n\r\n'],
  ['a request that asked for the end', 'GET /healthz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n'],
])('closes though a caller stays after the answer to %s', async (_what, sent) => {
  const { app } = appWith(() => Promise.resolve(data))
  const { port } = new URL(await app.listen({ host: '127.0.0.1', port: 0 }))
  const caller = connect({ port: Number(port), host: '127.0.0.1', allowHalfOpen: true })
  caller.on('error', () => undefined).resume()
  caller.write(sent)
  await once(caller, 'end')
  await app.close()
  caller.destroy()
})
