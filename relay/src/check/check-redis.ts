import { setTimeout as wait } from 'node:timers/promises'
import type { StoreConfig } from '../config/login-config'
import { readRedisAddress } from '../shared/redis-address'
import { causeOf, createRedisClient, RedisTimeout, type RedisClient } from '../shared/redis-client'
import { createRedisVerbs } from '../shared/redis-verbs'
import type { Finding } from './findings'

const PATIENCE_MS = 5000

const cures: Readonly<Record<string, string>> = {
  WRONGPASS: 'Redis refuses user name or password: correct them in REDIS_URL, special characters encoded.',
  NOAUTH: 'Redis wants a password: add it to REDIS_URL as redis://:password@host.',
  NOPERM:
    'The ACL of this user forbids what the relay needs: allow +get +set +del +incr +pexpire +pttl +eval +evalsha +ping on REDIS_KEY_PREFIX*.',
  READONLY: 'This is a replica: name the primary, or the sentinels as redis+sentinel://.',
  OOM: 'Redis is full: raise maxmemory, or set maxmemory-policy to volatile-ttl.',
  MISCONF: 'Redis cannot save to its disk and refuses to write: look at its log.',
  MOVED: 'This is a node of a cluster: name it as redis+cluster://.',
  DATABASE: 'Redis has no database of that number: take another at the end of REDIS_URL, 0 to 15 by default.',
  SENTINEL: 'The sentinels know no primary of that name: correct the path of REDIS_URL.',
}

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
    const cure = cures[cause]
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
  return ' When it is full it refuses writes (noeviction): set maxmemory-policy to volatile-ttl.'
}
