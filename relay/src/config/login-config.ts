import type { LimitedBy } from '../events'
import { Secret } from '../secret'
import { checkKeyPrefix, checkPassword, checkPath, checkRedisUrl } from './checks'
import type { Count, Reader } from './reader'

/** How logins are let in and shared. Times are milliseconds. */
export interface LoginConfig {
  timeoutMs: number
  maxInside: number
  maxWaiting: number
  /** Zero for any number. */
  perMinute: Readonly<Record<LimitedBy, number>>
  replayMs: number
  reuseMs: number
}

const MANY = 1_000_000
/** A code is good for five minutes, so a longer window would answer for codes that no phone can have. */
const LONGEST_REPLAY_SECONDS = 300
const ONE_DAY_SECONDS = 86_400

export function readLogin(count: Count): LoginConfig {
  return {
    timeoutMs: count('LOGIN_TIMEOUT_MS', 100, 600_000),
    maxInside: count('MAX_LOGINS', 1, MANY),
    maxWaiting: count('MAX_WAITING_LOGINS', 0, MANY),
    perMinute: {
      address: count('RATE_LIMIT_PER_IP', 0, MANY),
      app: count('RATE_LIMIT_PER_APP', 0, MANY),
      host: count('RATE_LIMIT_PER_HOST', 0, MANY),
      user: count('RATE_LIMIT_PER_USER', 0, MANY),
    },
    replayMs: count('REPLAY_WINDOW_SECONDS', 0, LONGEST_REPLAY_SECONDS) * 1000,
    reuseMs: count('TOKEN_REUSE_SECONDS', 0, ONE_DAY_SECONDS) * 1000,
  }
}

/** Where copies meet. */
export interface StoreConfig {
  /** Absent: each copy keeps to itself. */
  redis?: { url: Secret; sentinelPassword?: Secret; keyPrefix: string; timeoutMs: number }
  /** Most entries of the store in memory. */
  memoryEntries: number
  /** The directory of what outlasts the process: pictures, and without Redis marks too; absent: there is none. */
  dataDir?: string
}

export function readStore(read: Reader, count: Count): StoreConfig {
  const redis = {
    keyPrefix: read.text('REDIS_KEY_PREFIX', checkKeyPrefix),
    timeoutMs: count('REDIS_TIMEOUT_MS', 1, 60_000),
  }
  const memoryEntries = count('MEMORY_ENTRIES', 100, 100_000_000)
  const dataDir = read.text('DATA_DIR', checkPath)
  const disk = dataDir === 'none' ? {} : { dataDir }
  if (!read.isSet('REDIS_URL')) return { memoryEntries, ...disk }
  const url = new Secret(read.text('REDIS_URL', checkRedisUrl))
  if (!read.isSet('REDIS_SENTINEL_PASSWORD')) return { redis: { ...redis, url }, memoryEntries, ...disk }
  const sentinelPassword = new Secret(read.text('REDIS_SENTINEL_PASSWORD', checkPassword))
  return { redis: { ...redis, url, sentinelPassword }, memoryEntries, ...disk }
}
