import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import type { Redis } from 'ioredis'
import { Secret } from '../secret'
import { causeOf, createRedisClient, RedisTimeout } from './redis-client'

it('shows the password of the sentinels to them, and that of Redis to Redis only', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const asked = new Promise<string>((resolve) => {
    server.once('connection', (socket) => {
      // Ended from this side: a client that waits for a sentinel's first reply keeps its connection.
      socket.once('data', (bytes: Buffer) => {
        resolve(bytes.toString())
        socket.destroy()
      })
    })
  })
  const url = new Secret(`redis+sentinel://:of-redis@127.0.0.1:${port}/main`)
  const client = createRedisClient(url, new Secret('of-the-sentinels'))
  client.on('error', () => undefined)
  const text = await asked
  client.disconnect()
  server.close()
  expect(text).toMatch(/auth[^]*of-the-sentinels/i)
  expect(text).not.toContain('of-redis')
})

it('writes the commands of one turn of the event loop together', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  server.on('connection', (socket) => {
    socket.on('data', (bytes: Buffer) => {
      const commands = bytes.toString().match(/^\*\d+\r$/gm) ?? []
      socket.write('+OK\r\n'.repeat(commands.length))
    })
  })
  const { port } = server.address() as AddressInfo
  const client = createRedisClient(new Secret(`redis://127.0.0.1:${port}`)) as Redis
  await once(client, 'ready')
  const one = jest.spyOn(client.stream, '_write')
  const several = jest.spyOn(client.stream, '_writev' as '_write')
  // As eight logins do, each in a microtask of its own.
  const sets = Array.from({ length: 8 }, (_, i) => Promise.resolve().then(() => client.set(`key ${i}`, 'v')))
  await Promise.all(sets)
  client.disconnect()
  server.close()
  expect({ one: one.mock.calls.length, several: several.mock.calls.length }).toEqual({ one: 0, several: 1 })
})

it.each([
  ['WRONGPASS invalid username-password pair or user is disabled.', 'WRONGPASS'],
  ['NOAUTH Authentication required.', 'NOAUTH'],
  ["NOPERM User relay has no permissions to run the 'evalsha' command", 'NOPERM'],
  ["READONLY You can't write against a read only replica. script: 4f0c, on @user_script:5.", 'READONLY'],
  ["OOM command not allowed when used memory > 'maxmemory'. script: 4f0c", 'OOM'],
  ['ERR Error running script (call to f_4f0c): @user_script:3: -OOM command not allowed', 'OOM'],
  ['NOREPLICAS Not enough good replicas to write.', 'NOREPLICAS'],
  ['CLUSTERDOWN The cluster is down', 'CLUSTERDOWN'],
  ['MISCONF Redis is configured to save RDB snapshots, but it is unable to persist to disk.', 'MISCONF'],
  ["Socket timeout. Expecting data, but didn't receive any in 2000ms.", 'TIMEOUT'],
  ['All sentinels are unreachable. Retrying from scratch after 10ms.', 'SENTINEL'],
  ["ERR The user executing the script can't run this command or subcommand script: 4f0c", 'NOPERM'],
  ['ERR unknown command', 'ERR'],
  ['something with a secret in it', 'UNKNOWN'],
])('names %p by one word', (message, cause) => {
  expect(causeOf(new Error(message))).toBe(cause)
})

it("names the system's code, where the connection failed", () => {
  expect(causeOf(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }))).toBe('ECONNREFUSED')
  const certificate = Object.assign(new Error('x'), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' })
  expect(causeOf(certificate)).toBe('DEPTH_ZERO_SELF_SIGNED_CERT')
  expect(causeOf(Object.assign(new Error('all failed'), { lastNodeError: certificate }))).toBe(
    'DEPTH_ZERO_SELF_SIGNED_CERT',
  )
})

it('names silence, and what is no error at all', () => {
  expect(causeOf(new RedisTimeout())).toBe('TIMEOUT')
  expect(causeOf(undefined)).toBe('UNKNOWN')
})
