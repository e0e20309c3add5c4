import { setTimeout as wait } from 'node:timers/promises'
import type { StoreConfig } from '../config/login-config'
import { readRedisAddress } from '../shared/redis-address'
import { causeOf, createRedisClient, RedisTimeout, type RedisClient } from '../shared/redis-client'
import { cureOf } from '../redis-cures'
import { createRedisVerbs } from '../shared/redis-verbs'
import type { Finding } from './findings'

const PATIENCE_MS = 5000

/** Does once to Redis all that the relay will do: connect, choose the database, write, read, count, run scripts. */
export async function checkRedis(redis: NonNullable<StoreConfig['redis']>): Promise<Finding> {
  const { url, sentinelPassword, keyPrefix } = redis
  const subject = 'Redis of REDIS_URL'
  const client = createRedisClient(url, sentinelPassword)
  let trouble: Error | undefined
  client.on('error', (error: Error) => (trouble ??= error))
  const tooLong = new AbortController()
  try {
    const asked = ask(client, keyPrefix, readRedisAddress(url.reveal())?.database ?? 0)
    const failed = firstFailure(() => trouble, tooLong.signal)
    return { subject, verdict: 'accepted', words: await Promise.race([asked, failed]) }
  } catch (error) {
    const cause = causeOf(error)
    const cure = cureOf(cause)
    if (cure !== undefined) return { subject, verdict: 'refused', words: `${cure} (${cause})` }
    const words = `Redis does not reply (${cause}): check REDIS_URL and the way there.`
    return { subject, verdict: 'unanswered', words }
  } finally {
    tooLong.abort()
    client.disconnect()
  }
}

/** What a connection says that does not stand; a command would wait for ever. */
async function firstFailure(trouble: () => Error | undefined, signal: AbortSignal): Promise<never> {
  for (let waited = 0; waited < PATIENCE_MS; waited += 50) {
    await wait(50, undefined, { signal })
    const error = trouble()
    if (error !== undefined) throw error
  }
  throw new RedisTimeout()
}

async function ask(client: RedisClient, keyPrefix: string, database: number): Promise<string> {
  await client.ping()
  if ('select' in client && database > 0) await client.select(database)
  await createRedisVerbs(client, keyPrefix).probe()
  return `It takes commands, writes and scripts.${adviceOn(await client.info('memory').catch(() => ''))}`
}

/** A full Redis that may evict nothing refuses each write, until keys end by themselves. */
function adviceOn(memory: string): string {
  const field = (name: string): string => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(memory)?.[1] ?? ''
  if (field('maxmemory_policy') !== 'noeviction' || field('maxmemory') === '0') return ''
  return ' When it is full it refuses writes (noeviction): set maxmemory-policy to volatile-lru.'
}
