import type { Dispatcher } from 'undici'
import type { Expiring } from '../clock'
import { relayError, type RelayError } from '../errors'
import type { UpstreamName } from '../events'
import { faultOf, hintOfWay, kindOf, type CallPhase } from './fault'

export interface ReplyOptions {
  upstream: UpstreamName
  /** By `systemClock.elapsed()`. */
  endsAt: number
  deadlineFault: 'DEADLINE' | 'CALLER_DEADLINE'
  /** Told the `Date` header, as it came. */
  onDate: (date: string) => void
  resolve: (text: string) => void
  reject: (error: RelayError) => void
}

/** What carries a request, with how many replies it has carried so far. */
export interface Connection {
  replies: number
}

export interface Carried {
  connection: Connection | undefined
}

/** Takes one reply as the HTTP client reads it: the text of a 200, or the failure that anything else is. */
export const collectReply = (options: ReplyOptions): Dispatcher.DispatchHandler & Expiring & Carried =>
  new ReplyCollector(options)

class ReplyCollector implements Dispatcher.DispatchHandler, Expiring, Carried {
  readonly endsAt: number
  connection: Connection | undefined
  #wasKept = false
  #controller: Dispatcher.DispatchController | undefined
  #phase: CallPhase = 'unsent'
  #isSettled = false
  /** What the status or the headers made of it; the body is read to its end all the same, to keep the connection. */
  #failure: RelayError | undefined
  #chunks: Buffer[] = []

  constructor(readonly options: ReplyOptions) {
    this.endsAt = options.endsAt
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller
    if (this.#isSettled) controller.abort(new Error('too late'))
    else this.#phase = 'sent'
    this.#wasKept = (this.connection?.replies ?? 0) > 0
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    this.#phase = 'answering'
    if (typeof headers.date === 'string') this.options.onDate(headers.date)
    const { upstream } = this.options
    if (status !== 200) this.#failure = statusError(upstream, status, headers['retry-after'])
    else if (isCompressed(headers['content-encoding'])) this.#failure = compressed(upstream)
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#failure === undefined) this.#chunks.push(chunk)
  }

  onResponseEnd(): void {
    if (this.connection !== undefined) this.connection.replies += 1
    if (this.#isSettled) return
    if (this.#failure !== undefined) {
      this.#fail(this.#failure)
      return
    }
    this.#isSettled = true
    const [first] = this.#chunks
    const isWhole = this.#chunks.length === 1 && first !== undefined
    this.options.resolve((isWhole ? first : Buffer.concat(this.#chunks)).toString('utf8'))
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#fail(this.#failure ?? callError(this.options.upstream, faultOf(error), this.#phase, this.#wasKept))
  }

  expire(): void {
    const { upstream, deadlineFault } = this.options
    this.#fail(callError(upstream, deadlineFault, this.#phase, this.#wasKept))
    this.#controller?.abort(new Error('deadline'))
  }

  #fail(error: RelayError): void {
    if (this.#isSettled) return
    this.#isSettled = true
    this.options.reject(error)
  }
}

const isCompressed = (encoding: string | string[] | undefined): boolean =>
  encoding !== undefined && encoding !== '' && encoding !== 'identity'

const compressed = (upstream: UpstreamName): RelayError =>
  relayError(`${upstream}.UnexpectedReply`, {
    fault: 'COMPRESSED',
    phase: 'answering',
    hint: 'The reply was compressed, though accept-encoding: identity was sent: switch that off in the proxy between.',
  })

const LONGEST_RETRY_AFTER = 3600

function statusError(upstream: UpstreamName, status: number, retryAfter: unknown): RelayError {
  const fault = `HTTP_${status}`
  const note = { fault, phase: 'answering', ...hintOfWay(upstream, fault, 'answering') } as const
  if (status !== 429) return relayError(`${upstream}.UnexpectedReply`, note)
  const seconds = typeof retryAfter === 'string' && /^\d{1,5}$/.test(retryAfter) ? Number(retryAfter) : 0
  const told = seconds > 0 ? { retryAfterSeconds: Math.min(seconds, LONGEST_RETRY_AFTER) } : {}
  return relayError(`${upstream}.RateLimited`, { ...note, ...told })
}

/** By the error's code and the phase only: its message may quote the URL, and with it a secret. */
function callError(upstream: UpstreamName, fault: string, phase: CallPhase, wasKept: boolean): RelayError {
  const kind = kindOf(fault, phase)
  if (kind === 'timeout') return relayError(`${upstream}.Timeout`, { fault, phase })
  const hint = hintOfWay(upstream, fault, phase)
  if (kind === 'nonsense') return relayError(`${upstream}.UnexpectedReply`, { fault, phase, ...hint })
  return relayError(`${upstream}.Unreachable`, { fault, phase, wasKept, faultKind: kind, ...hint })
}
