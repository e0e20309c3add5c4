import { setTimeout as wait } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { systemClock } from '../../relay/src'
import { Secret } from '../../relay/src/secret'
import { createMemoryStore } from '../../relay/src/shared/memory-store'
import { createRedisClient } from '../../relay/src/shared/redis-client'
import { createRedisStore } from '../../relay/src/shared/redis-store'
import type { Store } from '../../relay/src/shared/store'
import {
  describeWithRedis,
  startRedisCluster,
  startRedisServer,
  startRedisWithSentinel,
  type RedisServer,
} from '../stand-ins/redis-server'

/** Long enough for any test, and short enough for one to wait for. */
const LONG = 60_000
const SHORT = 60

/** What every store promises. `open` gives another hand on the same contents each time. */
function describeStore(open: () => Store): void {
  let key = 0
  const aKey = (): string => `key-${(key += 1)}`

  it('gives back what was set, and nothing for what was not', async () => {
    const store = open()
    const name = aKey()
    expect(await store.get(name)).toBeUndefined()
    await store.set(name, '值 "quoted"\n', LONG)
    expect(await store.get(name)).toBe('值 "quoted"\n')
    await store.set(name, 'other', LONG)
    expect(await store.get(name)).toBe('other')
  })

  it('forgets at the end of a life', async () => {
    const store = open()
    const [set, claimed, replaced] = [aKey(), aKey(), aKey()]
    await store.set(set, 'v', SHORT)
    await store.claim(claimed, 'v', SHORT)
    await store.set(replaced, 'v', LONG)
    await store.replace(replaced, 'v', 'w', SHORT)
    await wait(2 * SHORT)
    for (const name of [set, claimed, replaced]) expect(await store.get(name)).toBeUndefined()
    expect(await store.claim(set, 'again', LONG)).toBeUndefined()
  })

  it('lets one of many claim a key, and tells the others what it holds', async () => {
    const name = aKey()
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => open().claim(name, `by ${index}`, LONG)),
    )
    const winners = answers.flatMap((answer, index) => (answer === undefined ? [`by ${index}`] : []))
    expect(winners).toHaveLength(1)
    expect(new Set(answers.filter((answer) => answer !== undefined))).toEqual(new Set(winners))
    expect(await open().get(name)).toBe(winners[0])
  })

  it('replaces what is as expected, once, and nothing else', async () => {
    const name = aKey()
    await open().set(name, 'a', LONG)
    const answers = await Promise.all(['b', 'c', 'd'].map((next) => open().replace(name, 'a', next, LONG)))
    expect(answers.filter(Boolean)).toHaveLength(1)
    expect(await open().replace(name, 'a', 'e', LONG)).toBe(false)
    expect(await open().replace(aKey(), '', 'e', LONG)).toBe(false)
    expect(['b', 'c', 'd']).toContain(await open().get(name))
  })

  it('releases for the holder alone', async () => {
    const store = open()
    const name = aKey()
    await store.claim(name, 'mine', LONG)
    await store.release(name, 'of another')
    expect(await store.get(name)).toBe('mine')
    await store.release(name, 'mine')
    expect(await store.get(name)).toBeUndefined()
  })

  it('counts each once, however many count, in a window that begins with the first', async () => {
    const name = aKey()
    const counts = await Promise.all(Array.from({ length: 10 }, () => open().count(name, LONG)))
    expect(counts.map(({ count }) => count).sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    for (const { endsInMs } of counts) {
      expect(endsInMs).toBeGreaterThan(0)
      expect(endsInMs).toBeLessThanOrEqual(LONG)
    }
  })

  it('begins to count anew after the window, which counting does not make longer', async () => {
    const store = open()
    const name = aKey()
    await store.count(name, SHORT)
    await wait(SHORT / 2)
    await store.count(name, SHORT)
    await wait(SHORT)
    expect((await store.count(name, SHORT)).count).toBe(1)
  })
}

describe('the store in memory', () => {
  const store = createMemoryStore(systemClock, 1000)
  describeStore(() => store)
})

const servers: [string, () => Promise<RedisServer>][] = [
  ['Redis', startRedisServer],
  ['a cluster of Redis', startRedisCluster],
  ['a Redis behind a Sentinel', startRedisWithSentinel],
]

describeWithRedis.each(servers)('the store in %s', (_name, startServer) => {
  let server: RedisServer
  const stores: Store[] = []
  let next = 0

  beforeAll(async () => {
    server = await startServer()
    for (const _copy of ['one', 'other']) {
      const client = createRedisClient(new Secret(server.url), 2000)
      await new Promise((resolve) => client.once('ready', resolve))
      stores.push(createRedisStore(client, 'prefix:'))
    }
  }, 15_000)
  afterAll(async () => {
    await Promise.all(stores.map((store) => store.close()))
    await server.close()
  })

  describeStore(() => stores[(next += 1) % 2]!)

  it('gives every key its prefix and a life', async () => {
    const [store] = stores
    await store!.set('s', 'v', LONG)
    await store!.claim('c', 'v', LONG)
    await store!.replace('c', 'v', 'w', LONG)
    await store!.count('n', LONG)
    const redis = new Redis(server.port)
    const keys = await redis.keys('*')
    const lives = await Promise.all(keys.map((name) => redis.pttl(name)))
    redis.disconnect()
    expect(keys.length).toBeGreaterThan(3)
    for (const name of keys) expect(name).toMatch(/^prefix:/)
    expect(Math.min(...lives)).toBeGreaterThan(0)
  })
})
