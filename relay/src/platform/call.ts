import { Client, Pool, ProxyAgent, type Dispatcher } from 'undici'
import { createClockSkew, systemClock, type Clock, type Deadline, type DeadlineSweep } from '../clock'
import type { UpstreamName } from '../events'
import type { Secret } from '../secret'
import { collectReply, type Carried } from './collect-reply'

export interface OutgoingRequest {
  method: 'GET' | 'POST'
  /** Behind the base URL, query included. */
  path: string
  /** JSON. */
  body?: string
}

export interface Upstream {
  /** Sends one request and resolves with the text of a 200 reply; anything else rejects with a `RelayError`. */
  call: (request: OutgoingRequest, deadline: Deadline) => Promise<string>
  /** Unix milliseconds: by our clock, or by the upstream's `Date` headers where ours is known to be off. */
  now: () => number
  /** Ends the idle connections, and waits for the busy ones. */
  close: () => Promise<void>
}

export interface UpstreamOptions {
  name: UpstreamName
  /** Such as `https://iot.cloud.tencent.com/api/exploreropen`. */
  baseUrl: string
  /** From the first byte of the connection to the last of the reply, milliseconds. */
  timeoutMs: number
  /** The longest reply that is read, bytes. */
  replyLimitBytes: number
  /** The proxy that calls go through; absent: none. */
  proxy?: Secret | undefined
  clock: Clock
  sweep: DeadlineSweep
  /** Told by how many seconds our clock is ahead when it goes off; 0 when it comes right. */
  onSkew: (seconds: number) => void
}

/**
 * How long each of several addresses of a name has, milliseconds. Node's own 250 is less than the second after which
 * a lost SYN is sent again, so that one lost packet would end the call. https://github.com/nodejs/node/issues/54359
 */
export const ADDRESS_TIMEOUT_MS = 2500

/** A proxy between may compress by itself unless told not to, and nothing here unpacks. */
const getHeaders = ['accept-encoding', 'identity']
const postHeaders = [...getHeaders, 'content-type', 'application/json']

/**
 * The only place that talks to an upstream: kept connections, one deadline a call, a bound on the reply, redirects
 * not followed. Nothing of a query or a body gets into an error.
 */
export function createUpstream(options: UpstreamOptions): Upstream {
  const { name, baseUrl, timeoutMs, replyLimitBytes, clock, sweep, onSkew, proxy } = options
  const { origin, pathname } = new URL(baseUrl)
  const base = pathname.replace(/\/$/, '')
  const autoSelectFamilyAttemptTimeout = Math.min(ADDRESS_TIMEOUT_MS, Math.ceil(timeoutMs / 2))
  const limits = {
    maxResponseSize: replyLimitBytes,
    // The deadline ends a call, so undici needs no timers of its own.
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: { timeout: timeoutMs, autoSelectFamilyAttemptTimeout },
  }
  const factory = (url: string | URL, clientOptions: object): Client => new KeptConnection(url, clientOptions)
  const pool =
    proxy === undefined
      ? new Pool(origin, { ...limits, factory })
      : new ProxyAgent({ ...limits, uri: proxy.reveal(), requestTls: limits.connect })
  const skew = createClockSkew(clock, onSkew)

  return {
    call({ method, path, body }, deadline) {
      const allowedMs = Math.min(timeoutMs, deadline.remainingMs())
      return new Promise((resolve, reject) => {
        const collector = collectReply({
          upstream: name,
          endsAt: systemClock.elapsed() + allowedMs,
          // Whose time was up tells whether the upstream is to blame.
          deadlineFault: allowedMs < timeoutMs ? 'CALLER_DEADLINE' : 'DEADLINE',
          onDate: skew.onDate,
          resolve: (text) => {
            sweep.remove(collector)
            resolve(text)
          },
          reject: (error) => {
            sweep.remove(collector)
            reject(error)
          },
        })
        sweep.add(collector)
        const options: Dispatcher.DispatchOptions & { carried: Carried } = {
          origin,
          path: base + path,
          method,
          headers: body === undefined ? getHeaders : postHeaders,
          body: body ?? null,
          carried: collector,
        }
        pool.dispatch(options, collector)
      })
    },
    now: skew.now,
    close: () => pool.close(),
  }
}

/**
 * A connection that knows whether it has carried a reply before. Only one that has can have been ended by its peer
 * just as the next request went out on it. https://github.com/nodejs/undici/issues/3492
 */
class KeptConnection extends Client {
  replies = 0

  constructor(...options: ConstructorParameters<typeof Client>) {
    super(...options)
    this.on('connect', () => (this.replies = 0))
  }

  override dispatch(
    options: Dispatcher.DispatchOptions & { carried?: Carried },
    handler: Dispatcher.DispatchHandler,
  ): boolean {
    if (options.carried !== undefined) options.carried.connection = this
    return super.dispatch(options, handler)
  }
}
