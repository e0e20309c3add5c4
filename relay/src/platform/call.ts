import { Agent, request } from 'undici'
import { RelayError, relayError } from '../errors'

export type Upstream = 'WeChat' | 'IoTExplorer'

export interface UpstreamRequest {
  upstream: Upstream
  method: 'GET' | 'POST'
  url: URL
  /** Sent as JSON. */
  body?: Readonly<Record<string, string | number>>
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
}

/**
 * The only place that talks to the upstreams: keep-alive connections, one deadline a call, a bound on the
 * reply, redirects not followed. Nothing of a query or a body ever gets into an error.
 */
export function createUpstreamCaller({ timeoutMs, replyLimitBytes }: UpstreamLimits): UpstreamCaller {
  const agent = new Agent({ maxResponseSize: replyLimitBytes, connect: { timeout: timeoutMs } })

  async function call({ upstream, method, url, body }: UpstreamRequest): Promise<string> {
    const signal = AbortSignal.timeout(timeoutMs)
    try {
      const response = await request(url, {
        dispatcher: agent,
        method,
        signal,
        headers: body === undefined ? {} : { 'content-type': 'application/json' },
        body: body === undefined ? null : JSON.stringify(body),
      })
      if (response.statusCode !== 200) {
        await response.body.dump({ limit: replyLimitBytes, signal })
        throw relayError(`${upstream}.UnexpectedReply`, { fault: `HTTP_${response.statusCode}` })
      }
      return await response.body.text()
    } catch (error) {
      throw error instanceof RelayError ? error : toRelayError(upstream, error, signal.aborted)
    }
  }

  return { call, close: () => agent.close() }
}

const TIMEOUTS = new Set(['UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'])
const NONSENSE = new Set(['UND_ERR_RES_EXCEEDED_MAX_SIZE', 'NOT_HTTP'])

/** By the error's code alone: its message may quote the URL, and with it a secret. */
function toRelayError(upstream: Upstream, error: unknown, deadlinePassed: boolean): RelayError {
  const fault = faultOf(error)
  if (deadlinePassed || TIMEOUTS.has(fault)) return relayError(`${upstream}.Timeout`, { fault: 'DEADLINE' })
  return relayError(`${upstream}.${NONSENSE.has(fault) ? 'UnexpectedReply' : 'Unreachable'}`, { fault })
}

/** The error's code. A parser's error may have none, and the HTTP client gives it a name of its own. */
function faultOf(error: unknown): string {
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown }
  if (name === 'HTTPParserError') return 'NOT_HTTP'
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,63}$/.test(code) ? code : 'UNKNOWN'
}
