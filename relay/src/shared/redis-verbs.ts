import { randomUUID } from 'node:crypto'
import type { RedisClient } from './redis-client'

/** Takes a key, unless it holds something else. What `ARGV[3]` begins like makes room too, where it is not empty. */
const CLAIM = `
local held = redis.call('GET', KEYS[1])
local makesRoom = held and ARGV[3] ~= '' and string.sub(held, 1, #ARGV[3]) == ARGV[3]
if held and held ~= ARGV[1] and not makesRoom then return held end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return false`

const PUT = `
local held = redis.call('GET', KEYS[1])
if held and held ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
return 1`

const RELEASE = `
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
return 0`

const COUNT = `
local count = redis.call('INCR', KEYS[1])
if count == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
return { count, redis.call('PTTL', KEYS[1]) }`

/** All that the others do, so that what an ACL forbids is found by this one. */
const PROBE = `
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
redis.call('GET', KEYS[1])
redis.call('DEL', KEYS[1])
redis.call('INCR', KEYS[1])
redis.call('PEXPIRE', KEYS[1], ARGV[2])
redis.call('PTTL', KEYS[1])
redis.call('DEL', KEYS[1])
redis.call('ZADD', KEYS[1], 1, 'probe')
redis.call('ZSCORE', KEYS[1], 'probe')
redis.call('ZREMRANGEBYSCORE', KEYS[1], 1, 1)
return redis.call('ZREM', KEYS[1], 'probe')`

/** What is asked of Redis, one key at a time, as a cluster wants it. Each of these keys has a life. */
export interface RedisVerbs {
  get(key: string): Promise<string | null>
  set(key: string, value: string, lifeMs: number): Promise<unknown>
  /** Resolves with null when the key is `mine` now, else with what it holds. */
  claim(key: string, mine: string, lifeMs: number, makesRoom: string): Promise<string | null>
  /** Writes unless the key holds something other than `mine`. Resolves with whether it did. */
  put(key: string, mine: string, value: string, lifeMs: number): Promise<boolean>
  release(key: string, mine: string): Promise<unknown>
  count(key: string, windowMs: number): Promise<[count: number, endsInMs: number]>
  /** Writes something as large as a kept answer and takes it away, twice. */
  probe(): Promise<unknown>
}

interface Scripts {
  iotLoginClaim(key: string, mine: string, lifeMs: number, makesRoom: string): Promise<string | null>
  iotLoginPut(key: string, mine: string, value: string, lifeMs: number): Promise<number>
  iotLoginRelease(key: string, mine: string): Promise<number>
  iotLoginCount(key: string, windowMs: number): Promise<[count: number, endsInMs: number]>
  iotLoginProbe(key: string, value: string, lifeMs: number): Promise<number>
}

const PROBE_LIFE_MS = 1000
const PROBE_VALUE = '-'.repeat(1000)

export function createRedisVerbs(client: RedisClient, prefix: string): RedisVerbs {
  const scripts: Record<keyof Scripts, string> = {
    iotLoginClaim: CLAIM,
    iotLoginPut: PUT,
    iotLoginRelease: RELEASE,
    iotLoginCount: COUNT,
    iotLoginProbe: PROBE,
  }
  for (const [name, lua] of Object.entries(scripts)) client.defineCommand(name, { numberOfKeys: 1, lua })
  const redis = client as RedisClient & Scripts
  const life = (milliseconds: number): number => Math.max(1, Math.ceil(milliseconds))

  return {
    get: (key) => redis.get(prefix + key),
    set: (key, value, lifeMs) => redis.set(prefix + key, value, 'PX', life(lifeMs)),
    claim: (key, mine, lifeMs, makesRoom) => redis.iotLoginClaim(prefix + key, mine, life(lifeMs), makesRoom),
    put: async (key, mine, value, lifeMs) =>
      (await redis.iotLoginPut(prefix + key, mine, value, life(lifeMs))) === 1,
    release: (key, mine) => redis.iotLoginRelease(prefix + key, mine),
    count: (key, windowMs) => redis.iotLoginCount(prefix + key, life(windowMs)),
    async probe() {
      // The client sends a script in full the first time, and by its digest from then on: two commands, two rights.
      for (let times = 0; times < 2; times += 1) {
        await redis.iotLoginProbe(`${prefix}probe`, PROBE_VALUE, PROBE_LIFE_MS)
      }
    },
  }
}

/** How long a claim outlives a copy that died, milliseconds. */
export const LEASE_MS = 1000

/** How often claims are renewed while the work goes on: two renewals may fail, milliseconds. */
const RENEW_EVERY_MS = 300

/** Keeps the claims of this copy's logins alive in Redis, all by one timer. */
export interface RedisLeases {
  /** A name that no other claim of any copy has. */
  newOwner(): string
  hold(key: string, mine: string): void
  drop(key: string): void
  close(): void
}

export function createRedisLeases(verbs: Pick<RedisVerbs, 'put'>): RedisLeases {
  const copy = randomUUID()
  const held = new Map<string, string>()
  let taken = 0

  const timer = setInterval(() => {
    // Also writes one that was lost with a Redis that failed over or started again.
    for (const [key, mine] of held) verbs.put(key, mine, mine, LEASE_MS).catch(() => undefined)
  }, RENEW_EVERY_MS).unref()

  return {
    newOwner: () => `${copy}.${(taken += 1)}`,
    hold: (key, mine) => void held.set(key, mine),
    drop: (key) => void held.delete(key),
    close: () => clearInterval(timer),
  }
}
