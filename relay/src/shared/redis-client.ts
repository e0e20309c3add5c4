import { Cluster, Redis } from 'ioredis'
import { readRedisAddress, type RedisAddress } from './redis-address'
import type { Secret } from '../secret'

export type RedisClient = Redis | Cluster

const timeLimits = (timeoutMs: number) => ({ commandTimeout: timeoutMs, connectTimeout: 2000 })

/** Between tries to connect again, milliseconds. */
const reconnectAfter = (tries: number): number => Math.min(50 * tries, 1000)

/**
 * A client that connects by itself and goes on trying. Throws when the URL is not one of a Redis.
 *
 * @param timeoutMs deadline of one command, milliseconds
 */
export function createRedisClient(url: Secret, timeoutMs: number): RedisClient {
  const address = readRedisAddress(url.reveal())
  if (address === undefined) throw new Error('REDIS_URL is not the URL of a Redis')
  const client = address.kind === 'cluster' ? clusterOf(address, timeoutMs) : singleOf(address, timeoutMs)
  // Without a listener an error of the connection would end the process. Commands reject by themselves.
  client.on('error', () => undefined)
  return client
}

function singleOf(address: RedisAddress, timeoutMs: number): Redis {
  const [node] = address.nodes
  return new Redis({
    ...accessOf(address),
    ...timeLimits(timeoutMs),
    // A login must not wait for Redis, so what is not connected fails at once, and nothing is sent twice.
    enableOfflineQueue: false,
    db: address.database,
    maxRetriesPerRequest: 0,
    retryStrategy: reconnectAfter,
    ...(address.kind === 'sentinel'
      ? {
          sentinels: address.nodes,
          name: address.primaryName,
          sentinelRetryStrategy: reconnectAfter,
          enableTLSForSentinelMode: address.tls,
          ...(address.tls ? { sentinelTLS: {} } : {}),
        }
      : node),
  })
}

function clusterOf(address: RedisAddress, timeoutMs: number): Cluster {
  return new Cluster(address.nodes, {
    enableOfflineQueue: false,
    clusterRetryStrategy: reconnectAfter,
    // The client's own questions to its nodes may wait for their connections.
    redisOptions: { ...accessOf(address), ...timeLimits(timeoutMs) },
  })
}

interface Access {
  username?: string
  password?: string
  tls?: object
}

function accessOf({ userName, password, tls }: RedisAddress): Access {
  return {
    ...(userName === undefined ? {} : { username: userName }),
    ...(password === undefined ? {} : { password }),
    ...(tls ? { tls: {} } : {}),
  }
}
