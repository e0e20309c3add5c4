import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { Secret } from '../secret'
import { createRedisClient } from './redis-client'

it('shows the password of the sentinels to them, and that of Redis to Redis only', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const asked = new Promise<string>((resolve) => {
    server.once('connection', (socket) => {
      socket.once('data', (bytes: Buffer) => resolve(bytes.toString()))
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
