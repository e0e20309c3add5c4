import type { Clock, Deadline } from '../clock'
import { RelayError } from '../errors'
import type { Report, UpstreamName, UpstreamOperation } from '../events'
import type { RegisteredApp } from '../registered-app'
import type { Secret } from '../secret'
import type { Breaker } from './breaker'
import type { OutgoingRequest, Upstream } from './call'
import { outcomeOf } from './fault'
import type { QuotaPauses } from './quota-pause'

/** Against replays IoT Explorer wants both: when, in Unix seconds, and a random positive integer. */
export interface Freshness {
  timestamp: number
  nonce: number
}

export const freshness =
  (clock: Clock, nonce: () => number): (() => Freshness) =>
  () => ({ timestamp: Math.floor(clock.now() / 1000), nonce: nonce() })

/** One kind of call to an upstream, as data. */
export interface Operation<Input, Result> {
  name: UpstreamOperation
  upstream: UpstreamName
  /** Whose quota the call uses, beside the operation's: an AppID or an AppKey. */
  quotaOf: (app: RegisteredApp) => string
  /** Whose request it is, as far as can be told: what one user meets may be due to what that user sent. */
  subjectOf: (input: Input) => string
  secrets: SecretSource
  isSecretRefused: (error: RelayError) => boolean
  /** Whether another try can do no harm and may help; `tries` is how many there were. */
  mayRetry: (error: RelayError, tries: number) => boolean
  /** Whether a failure only says that an earlier try, whose reply was lost, had come through after all. */
  isEchoOfLost?: (error: RelayError) => boolean
  /** Pure, and called for each try: `fresh` gives another Timestamp and Nonce each time. */
  build: (app: RegisteredApp, input: Input, secret: Secret, fresh: () => Freshness) => OutgoingRequest
  /** Pure. Throws the `RelayError` of a refusal; `now` is in Unix milliseconds. */
  read: (text: string, app: RegisteredApp, input: Input, now: number) => Result
}

/** What a call proves itself with, and what is left when the first is refused. */
export interface SecretSource {
  first: (app: RegisteredApp, deadline: Deadline) => Secret | Promise<Secret>
  other: (
    app: RegisteredApp,
    refused: Secret,
    deadline: Deadline,
  ) => Secret | undefined | Promise<Secret | undefined>
}

/** What every call goes through, whatever the operation. */
export interface Calls {
  upstreams: Readonly<Record<UpstreamName, Upstream>>
  breakers: Readonly<Record<UpstreamName, Breaker>>
  clock: Clock
  fresh: () => Freshness
  report: Report
}

export interface Policies extends Calls {
  pauses: QuotaPauses
  wait: (milliseconds: number) => Promise<void>
  /** From 0 to below 1. */
  random: () => number
}

/** How many tries with one secret, the first included. */
const TRIES = 3

const FIRST_PAUSE_MS = 100

/** Too little to be worth another try, milliseconds. */
const TOO_LATE_MS = 200

/**
 * One call with all that surrounds it, in this order: quota → secret → retry → breaker → report → call. What is
 * to be done about a failure is decided after it, so that a good call passes none of it.
 *
 * Tries follow one another after a random part of a pause that doubles ("full jitter": those that failed together do
 * not come back together), while the login has time for it.
 */
export async function perform<Input, Result>(
  policies: Policies,
  operation: Operation<Input, Result>,
  app: RegisteredApp,
  input: Input,
  deadline: Deadline,
): Promise<Result> {
  const { pauses, wait, random, report } = policies
  pauses.refuse(operation, app)
  let secret = await operation.secrets.first(app, deadline)
  let refusal: RelayError | undefined
  let lost: RelayError | undefined
  for (let tries = 1; ;) {
    try {
      const result = await attempt(policies, operation, app, input, secret, deadline)
      pauses.clear(operation, app)
      return result
    } catch (error) {
      if (!(error instanceof RelayError)) throw error
      if (operation.isSecretRefused(error)) {
        // A platform takes one of two secrets, and copies of the relay do not learn of a new one in one moment.
        // Of two refusals, that of the current one is reported: it is the one to look after.
        if (refusal !== undefined) throw refusal
        const other = await operation.secrets.other(app, secret, deadline)
        if (other === undefined) throw error
        refusal = error
        secret = other
        tries = 1
        continue
      }
      const pauseMs = random() * FIRST_PAUSE_MS * 2 ** (tries - 1)
      const hasTime = deadline.remainingMs() - pauseMs >= TOO_LATE_MS
      if (tries < TRIES && operation.mayRetry(error, tries) && hasTime) {
        if (error.note.phase === 'sent') lost = error
        await wait(pauseMs)
        report({ type: 'retry', operation: operation.name })
        tries += 1
        continue
      }
      pauses.note(operation, app, error, operation.subjectOf(input))
      throw lost !== undefined && operation.isEchoOfLost?.(error) === true ? lost : error
    }
  }
}

/** One try with one secret: breaker, report, call. */
export async function attempt<Input, Result>(
  { upstreams, breakers, clock, fresh, report }: Calls,
  operation: Operation<Input, Result>,
  app: RegisteredApp,
  input: Input,
  secret: Secret,
  deadline: Deadline,
): Promise<Result> {
  const { name, upstream } = operation
  const breaker = breakers[upstream]
  breaker.refuseWhileOpen()
  const startedAt = clock.elapsed()
  let text: string
  try {
    text = await upstreams[upstream].call(operation.build(app, input, secret, fresh), deadline)
  } catch (error) {
    breaker.failed(error, operation.subjectOf(input))
    const outcome = outcomeOf(error)
    report({ type: 'call', upstream, operation: name, outcome, durationMs: clock.elapsed() - startedAt })
    throw error
  }
  breaker.answered()
  report({ type: 'call', upstream, operation: name, outcome: 'ok', durationMs: clock.elapsed() - startedAt })
  return operation.read(text, app, input, upstreams[upstream].now())
}
