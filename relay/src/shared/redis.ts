import { createDeadlineSweep, type Clock } from '../clock'
import type { LimitedBy } from '../events'
import type { LoginUnderWay } from '../login/claims'
import type { WindowCount } from '../login/rate-limits'
import type { RegisteredApp } from '../registered-app'
import { Secret } from '../secret'
import { createEncryption, encryptionOf } from './encryption'
import { RedisClaims } from './redis-claims'
import { readRedisAddress } from './redis-address'
import { createRedisClient, type RedisClient } from './redis-client'
import { createRedisHealth, type RedisHealth } from './redis-health'
import { createRedisLeases, createRedisVerbs } from './redis-verbs'
import { RedisVisit } from './redis-visit'

export interface RedisOptions {
  url: Secret
  /** Of the sentinels, which have one of their own. */
  sentinelPassword?: Secret
  keyPrefix: string
  /** How long one login may wait for Redis in all, milliseconds. */
  timeoutMs: number
  clock: Clock
  wait: (milliseconds: number) => Promise<void>
  /** As they are at start: counting goes on by them while apps change. */
  apps: readonly RegisteredApp[]
  replayMs: number
  reuseMs: number
  onChange: (isUp: boolean, cause?: string) => void
}

/** Redis, as far as logins share by it. */
export interface SharedByRedis extends Pick<RedisHealth, 'isUp' | 'probe' | 'opened'> {
  begin(login: LoginUnderWay): RedisClaims
  count(by: LimitedBy, what: string, windowMs: number): Promise<WindowCount>
  /** Asks something of its own, within the time and the health of all that is asked. */
  ask<T>(send: (client: RedisClient, keyPrefix: string) => Promise<T>): Promise<T>
  close(): void
}

/** Connects to Redis, and goes on trying. Throws when the URL is not one of a Redis. */
export function createRedis({
  url,
  sentinelPassword,
  keyPrefix,
  timeoutMs,
  apps,
  onChange,
  ...options
}: RedisOptions): SharedByRedis {
  const client = createRedisClient(url, sentinelPassword)
  const verbs = createRedisVerbs(client, keyPrefix)
  const leases = createRedisLeases(verbs)
  const { clock } = options
  const database = readRedisAddress(url.reveal())?.database ?? 0
  // A connection whose database there is not goes on in database 0, which is another's.
  const write = async (): Promise<unknown> => {
    if (database > 0 && 'select' in client) await client.select(database)
    return verbs.probe()
  }
  const isConnected = (): boolean => client.status === 'ready'
  const health = createRedisHealth({ clock, write, isConnected, onChange })
  client.on('ready', health.connected)
  client.on('error', health.connectionFailed)
  const encryptionOfAll = createEncryption(secretOfAll(apps))
  const sweep = createDeadlineSweep()
  const visit = (): RedisVisit => new RedisVisit({ clock, sweep, health, timeoutMs })

  return {
    isUp: health.isUp,
    probe: health.probe,
    opened: health.opened,
    begin(login) {
      // By the secret that could log in as any user, so that the encryption is no weaker than what it hides.
      const encryption = encryptionOf(login.app.iotAppSecret)
      return new RedisClaims({ ...options, verbs, leases, encryption, encryptionOfAll }, login, visit())
    },
    async count(by, what, windowMs) {
      const key = encryptionOfAll.nameOf(`rate-${by}`, what)
      const [count, endsInMs] = await visit().ask(() => verbs.count(key, windowMs))
      return { count, endsInMs }
    },
    ask: (send) => visit().ask(() => send(client, keyPrefix)),
    close() {
      health.close()
      leases.close()
      client.disconnect()
    },
  }
}

/** The same on every copy, in whatever order its apps are listed. */
const secretOfAll = (apps: readonly RegisteredApp[]): Secret =>
  new Secret(
    apps
      .map(({ iotAppSecret }) => iotAppSecret.reveal())
      .sort()
      .join('\n'),
  )
