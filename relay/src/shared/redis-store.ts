import type { RedisClient } from './redis-client'
import type { Store } from './store'

const CLAIM = `
local held = redis.call('GET', KEYS[1])
if held then return held end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return false`

const REPLACE = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
return 1`

const RELEASE = `
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
return 0`

const COUNT = `
local count = redis.call('INCR', KEYS[1])
if count == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
return { count, redis.call('PTTL', KEYS[1]) }`

/** The scripts above as commands. Each touches one key, as a cluster wants it. */
interface Scripts {
  storeClaim(key: string, value: string, lifeMs: number): Promise<string | null>
  storeReplace(key: string, expected: string, value: string, lifeMs: number): Promise<number>
  storeRelease(key: string, expected: string): Promise<number>
  storeCount(key: string, windowMs: number): Promise<[count: number, endsInMs: number]>
}

/** A store in Redis, shared by all copies that have the same prefix. Every key of it has a life. */
export function createRedisStore(client: RedisClient, prefix: string): Store {
  const scripts = { storeClaim: CLAIM, storeReplace: REPLACE, storeRelease: RELEASE, storeCount: COUNT }
  for (const [name, lua] of Object.entries(scripts)) client.defineCommand(name, { numberOfKeys: 1, lua })
  const redis = client as RedisClient & Scripts
  const life = (milliseconds: number): number => Math.max(1, Math.ceil(milliseconds))

  return {
    get: async (key) => (await redis.get(prefix + key)) ?? undefined,
    async set(key, value, lifeMs) {
      await redis.set(prefix + key, value, 'PX', life(lifeMs))
    },
    claim: async (key, value, lifeMs) =>
      (await redis.storeClaim(prefix + key, value, life(lifeMs))) ?? undefined,
    replace: async (key, expected, value, lifeMs) =>
      (await redis.storeReplace(prefix + key, expected, value, life(lifeMs))) === 1,
    async release(key, expected) {
      await redis.storeRelease(prefix + key, expected)
    },
    async count(key, windowMs) {
      const [count, endsInMs] = await redis.storeCount(prefix + key, life(windowMs))
      return { count, endsInMs }
    },
    close: async () => client.disconnect(),
  }
}
