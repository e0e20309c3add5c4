import { Secret } from '../secret'
import { checkKeyPrefix, checkPassword, checkRedisUrl } from './checks'
import type { Count, Reader } from './reader'

/** Where copies meet. */
export interface StoreConfig {
  /** Absent: each copy keeps to itself. */
  redis?: { url: Secret; sentinelPassword?: Secret; keyPrefix: string; timeoutMs: number }
  /** Most entries of the store in memory. */
  memoryEntries: number
}

export function readStore(read: Reader, count: Count): StoreConfig {
  const redis = {
    keyPrefix: read.text('REDIS_KEY_PREFIX', checkKeyPrefix),
    timeoutMs: count('REDIS_TIMEOUT_MS', 1, 60_000),
  }
  const memoryEntries = count('MEMORY_ENTRIES', 100, 100_000_000)
  if (!read.isSet('REDIS_URL')) return { memoryEntries }
  const url = new Secret(read.text('REDIS_URL', checkRedisUrl))
  if (!read.isSet('REDIS_SENTINEL_PASSWORD')) return { redis: { ...redis, url }, memoryEntries }
  const sentinelPassword = new Secret(read.text('REDIS_SENTINEL_PASSWORD', checkPassword))
  return { redis: { ...redis, url, sentinelPassword }, memoryEntries }
}
