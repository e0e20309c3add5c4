import type * as Ioredis from 'ioredis'
import { readRedisAddress, type RedisAddress } from './redis-address'
import type { Secret } from '../secret'

export type RedisClient = Ioredis.Redis | Ioredis.Cluster

/** Between tries to connect again: at once after a connection that stood, then ever longer, milliseconds. */
const reconnectAfter = (tries: number): number => (tries === 1 ? 5 : Math.min(50 * tries, 1000))

/**
 * What holds for every connection. A command whose connection breaks is sent again on the next one; every command can
 * be repeated, and how long it is waited for, each login decides.
 */
const connection = {
  connectTimeout: 2000,
  // A server that is gone without a word: when nothing has come back for so long, the connection is replaced.
  socketTimeout: 2000,
  maxRetriesPerRequest: null,
  reconnectOnError: isWrongServer,
} as const

/** A client that connects by itself and goes on trying. Throws when the URL is not one of a Redis. */
export function createRedisClient(url: Secret, sentinelPassword?: Secret): RedisClient {
  const address = readRedisAddress(url.reveal())
  if (address === undefined) throw new Error('REDIS_URL is not the URL of a Redis')
  return address.kind === 'cluster' ? clusterOf(address) : singleOf(address, sentinelPassword)
}

// Loaded only where there is a Redis: it takes a good part of a start.
// eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would be carried out in any case
const load = () => require('ioredis') as typeof Ioredis

function singleOf(address: RedisAddress, sentinelPassword?: Secret): Ioredis.Redis {
  const [node] = address.nodes
  return new (joinedWrites(load().Redis))({
    ...accessOf(address),
    ...connection,
    db: address.database,
    retryStrategy: reconnectAfter,
    ...(address.kind === 'sentinel'
      ? {
          sentinels: address.nodes,
          name: address.primaryName,
          ...(sentinelPassword === undefined ? {} : { sentinelPassword: sentinelPassword.reveal() }),
          sentinelRetryStrategy: reconnectAfter,
          enableTLSForSentinelMode: address.tls,
          ...(address.tls ? { sentinelTLS: {} } : {}),
        }
      : node),
  })
}

/**
 * Writes what is sent in one turn of the event loop together, for all logins: each write is a system call, and a login
 * sends eight commands.
 */
const joinedWrites = (Redis: typeof Ioredis.Redis): typeof Ioredis.Redis =>
  class extends Redis {
    override sendCommand(...command: Parameters<Ioredis.Redis['sendCommand']>): unknown {
      const { stream } = this as { stream?: Ioredis.Redis['stream'] }
      if (stream !== undefined && stream.writableCorked === 0) {
        stream.cork()
        setImmediate(() => stream.uncork())
      }
      return super.sendCommand(...command)
    }
  }

function clusterOf(address: RedisAddress): Ioredis.Cluster {
  return new (load().Cluster)(address.nodes, {
    clusterRetryStrategy: reconnectAfter,
    redisOptions: { ...accessOf(address), ...connection },
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

/** What Redis says first in a refusal, wherever a script or a client puts it. */
const REFUSALS =
  /\b(WRONGPASS|NOAUTH|NOPERM|READONLY|OOM|NOREPLICAS|CLUSTERDOWN|MISCONF|MASTERDOWN|LOADING|BUSY|TRYAGAIN|MOVED|WRONGTYPE)\b/

interface Told {
  code?: unknown
  message?: unknown
  /** Where a client asks several nodes: what the last one said. */
  lastNodeError?: unknown
}

/** Redis did not reply in the time that a login has for it. */
export class RedisTimeout extends Error {
  override readonly name = 'RedisTimeout'
}

/**
 * Why Redis is away, in one word for the log: its own (`READONLY`, `OOM`, `NOPERM` …), or the system's
 * (`ECONNREFUSED`, a certificate's). Never the message, which may quote a key or a user's name.
 */
export function causeOf(error: unknown): string {
  if (error instanceof RedisTimeout) return 'TIMEOUT'
  if (typeof error !== 'object' || error === null) return 'UNKNOWN'
  const { code, message, lastNodeError }: Told = error
  if (typeof code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(code)) return code
  if (lastNodeError !== undefined) return causeOf(lastNodeError)
  const text = typeof message === 'string' ? message : ''
  const refusal = REFUSALS.exec(text)?.[1]
  if (refusal !== undefined) return refusal
  if (/executing the script can't/i.test(text)) return 'NOPERM'
  if (/socket timeout|timed out/i.test(text)) return 'TIMEOUT'
  if (/invalid username-password|without any password/i.test(text)) return 'WRONGPASS'
  if (/sentinel/i.test(text)) return 'SENTINEL'
  if (/DB index/i.test(text)) return 'DATABASE'
  if (/connection is closed|isn't writeable/i.test(text)) return 'CLOSED'
  return /^ERR\b/.test(text) ? 'ERR' : 'UNKNOWN'
}

/** Whether the server that was reached cannot be written to, so that another one has to be looked for. */
function isWrongServer(error: Error): boolean {
  return causeOf(error) === 'READONLY'
}
