import { Redis } from 'ioredis'
import { systemClock } from '../../relay/src'
import type { Shared } from '../../relay/src/login/claims'
import { Memory } from '../../relay/src/shared/memory'
import {
  describeWithRedis,
  startRedisCluster,
  startRedisServer,
  startRedisWithSentinel,
  type RedisServer,
} from '../stand-ins/redis-server'
import { openShared, type OpenedShared } from '../stand-ins/opened-shared'
import { aCode, aToken, aUser, describeShared, login, REUSE_MS } from './describe-shared'

describe('what logins share in memory', () => {
  const shared = new Memory({
    clock: systemClock,
    entries: 1000,
    replayMs: 60_000,
    reuseMs: REUSE_MS,
    onEvict: () => undefined,
  })
  describeShared(() => shared)
})

const servers: [string, () => Promise<RedisServer>][] = [
  ['Redis', startRedisServer],
  ['a cluster of Redis', startRedisCluster],
  ['a Redis behind a Sentinel', startRedisWithSentinel],
]

describeWithRedis.each(servers)('what copies share in %s', (_name, startServer) => {
  let server: RedisServer
  let copies: OpenedShared[] = []
  let next = 0
  const open = (): Shared => copies[(next += 1) % 2]!.shared

  beforeAll(async () => {
    server = await startServer()
    copies = await Promise.all(
      ['one', 'other'].map(() => openShared(server.url, { reuseMs: REUSE_MS, timeoutMs: 2000 })),
    )
  }, 15_000)
  afterAll(async () => {
    for (const { shared } of copies) await shared.close()
    await server.close()
  })

  describeShared(open)

  it('is Redis, and was so all the time', () => {
    for (const { isShared, changes } of copies) expect([isShared(), changes]).toEqual([true, []])
  })

  it('has the prefix and a life in every key', async () => {
    const claims = login(open())
    await claims.claimCode('login', aCode())
    const user = aUser()
    await claims.tell(user)
    await claims.claimUser(user, false)
    await open().count('user', 'n', 60_000)
    const during = await keysOf(server)
    await claims.answer(aToken())
    const after = await keysOf(server)
    for (const [name, life] of [...during, ...after]) {
      expect(name).toMatch(/^prefix:/)
      expect(life).toBeGreaterThan(0)
    }
    expect(during.size).toBeGreaterThanOrEqual(4)
  })

  it('does not make a window longer by counting in it', async () => {
    await open().count('user', 'window', 60_000)
    await shorten(server, 'prefix:rate-user:*', 5000)
    expect((await open().count('user', 'window', 60_000)).endsInMs).toBeLessThanOrEqual(5000)
  })
})

async function keysOf(server: RedisServer): Promise<Map<string, number>> {
  const redis = new Redis(server.port)
  const keys = await redis.keys('*')
  const lives = await Promise.all(keys.map((name) => redis.pttl(name)))
  redis.disconnect()
  return new Map(keys.map((name, index) => [name, lives[index]!]))
}

async function shorten(server: RedisServer, pattern: string, milliseconds: number): Promise<void> {
  const redis = new Redis(server.port)
  for (const name of await redis.keys(pattern)) await redis.pexpire(name, milliseconds)
  redis.disconnect()
}
