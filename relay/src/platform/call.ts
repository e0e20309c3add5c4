import { Agent, request } from 'undici'
import { RelayError, relayError } from '../errors'
import type { Deadline } from '../login/deadline'
import type { UpstreamName, UpstreamOperation } from '../events'
import { faultOf, outcomeOf } from './fault'

export interface UpstreamRequest {
  upstream: UpstreamName
  operation: UpstreamOperation
  method: 'GET' | 'POST'
  url: URL
  /** Sent as JSON. */
  body?: Readonly<Record<string, string | number>>
  /** That of the login, on top of the one of each call. */
  deadline: Deadline
}

/** Sends one request and resolves with the text of a 200 reply; anything else rejects with a `RelayError`. */
export type CallUpstream = (request: UpstreamRequest) => Promise<string>

export interface UpstreamCaller {
  call: CallUpstream
  /** Ends the idle connections, and waits for the busy ones. */
  close: () => Promise<void>
}

export interface UpstreamLimits {
  /** From the first byte of the connection to the last of the reply, milliseconds. */
  timeoutMs: number
  /** The longest reply that is read, bytes. */
  replyLimitBytes: number
  /** Told the `Date` header of each reply, as it came. */
  onDate?: (upstream: UpstreamName, date: string) => void
}

/**
 * The only place that talks to the upstreams: keep-alive connections, one deadline a call, a bound on the
 * reply, redirects not followed. Nothing of a query or a body ever gets into an error.
 */
export function createUpstreamCaller(limits: UpstreamLimits): UpstreamCaller {
  const { timeoutMs, replyLimitBytes, onDate } = limits
  const agent = new Agent({ maxResponseSize: replyLimitBytes, connect: { timeout: timeoutMs } })

  async function call({ upstream, method, url, body, deadline }: UpstreamRequest): Promise<string> {
    const allowedMs = Math.min(timeoutMs, deadline.remainingMs())
    // Not AbortSignal.timeout: that keeps what belongs to the call until its time is up, however early it ends.
    const controller = new AbortController()
    const timer = setTimeout(() => controller.abort(), Math.ceil(allowedMs))
    const { signal } = controller
    try {
      const response = await request(url, {
        dispatcher: agent,
        method,
        signal,
        headers: body === undefined ? {} : { 'content-type': 'application/json' },
        body: body === undefined ? null : JSON.stringify(body),
      })
      const { date } = response.headers
      if (typeof date === 'string') onDate?.(upstream, date)
      if (response.statusCode !== 200) {
        await response.body.dump({ limit: replyLimitBytes, signal })
        throw statusError(upstream, response.statusCode, response.headers['retry-after'])
      }
      return await response.body.text()
    } catch (error) {
      if (error instanceof RelayError) throw error
      if (!signal.aborted) throw callError(upstream, faultOf(error))
      // Whose time was up tells whether the upstream is to blame.
      const fault = allowedMs < timeoutMs ? 'CALLER_DEADLINE' : 'DEADLINE'
      throw relayError(`${upstream}.Timeout`, { fault })
    } finally {
      clearTimeout(timer)
    }
  }

  return { call, close: () => agent.close() }
}

const LONGEST_RETRY_AFTER = 3600

function statusError(upstream: UpstreamName, status: number, retryAfter: unknown): RelayError {
  const fault = `HTTP_${status}`
  if (status !== 429) return relayError(`${upstream}.UnexpectedReply`, { fault })
  const seconds = typeof retryAfter === 'string' && /^\d{1,5}$/.test(retryAfter) ? Number(retryAfter) : 0
  const told = seconds > 0 ? { retryAfterSeconds: Math.min(seconds, LONGEST_RETRY_AFTER) } : {}
  return relayError(`${upstream}.RateLimited`, { fault, ...told })
}

/** By the error's code alone: its message may quote the URL, and with it a secret. */
function callError(upstream: UpstreamName, fault: string): RelayError {
  const outcome = outcomeOf(fault)
  if (outcome === 'timeout') return relayError(`${upstream}.Timeout`, { fault })
  if (outcome === 'nonsense') return relayError(`${upstream}.UnexpectedReply`, { fault })
  return relayError(`${upstream}.Unreachable`, { fault, faultKind: outcome })
}
