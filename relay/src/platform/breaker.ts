import type { Clock } from '../clock'
import { RelayError, relayError } from '../errors'
import type { BreakerState, UpstreamName } from '../events'

export interface Breaker {
  /** Throws `….Unavailable` while the upstream is not asked, with the time until it is. */
  refuseWhileOpen: () => void
  /** The call was answered, though perhaps with a refusal. */
  answered: () => void
  /** The call failed with this error; `subject` is whose it was. */
  failed: (error: unknown, subject: string) => void
}

export interface BreakerOptions {
  upstream: UpstreamName
  clock: Clock
  /** How long a broken upstream is not asked before one call tries it, milliseconds; 0 never stops asking. */
  openMs: number
  onState: (state: BreakerState) => void
}

/** Of the calls of five to ten seconds, this many failed at least, and half of all: then the upstream is broken. */
const FAILURES = 20
const SHARE = 0.5
const HALF_WINDOW_MS = 5000

/** This many of them count for one subject: four users at least have to meet what may be due to one's own request. */
const MOST_OF_ONE = 5

/**
 * A circuit breaker: while an upstream is broken, calls to it fail at once, so that neither callers nor the upstream
 * wait on what will fail. Stopping everybody takes proof that it concerns everybody. A connection that never stood
 * is such proof, whatever was to be sent. What happens to a request once sent may be due to what is in it, so one
 * user's failures count a few times only; and a refusal, by an errcode, a Code or a 4xx, is an answer.
 */
export function createBreaker({ upstream, clock, openMs, onState }: BreakerOptions): Breaker {
  let recent = emptyWindow(0)
  let before = emptyWindow(0)
  let openUntil: number | undefined
  let isProbing = false

  function roll(): void {
    const now = clock.elapsed()
    const age = now - recent.since
    if (age < HALF_WINDOW_MS) return
    before = age < 2 * HALF_WINDOW_MS ? recent : emptyWindow(now)
    recent = emptyWindow(now)
  }

  function open(): void {
    openUntil = clock.elapsed() + openMs
    isProbing = false
    onState('open')
  }

  function close(): void {
    openUntil = undefined
    isProbing = false
    recent = emptyWindow(clock.elapsed())
    before = emptyWindow(recent.since)
    onState('closed')
  }

  return {
    refuseWhileOpen() {
      if (openUntil === undefined) return
      const remainingMs = openUntil - clock.elapsed()
      if (remainingMs <= 0 && !isProbing) {
        isProbing = true
        onState('halfOpen')
        return
      }
      const retryAfterSeconds = Math.max(1, Math.ceil(remainingMs / 1000))
      throw relayError(`${upstream}.Unavailable`, { fault: 'BREAKER_OPEN', retryAfterSeconds })
    },
    answered() {
      if (isProbing) close()
      roll()
      recent.answered += 1
    },
    failed(error, subject) {
      const proof = proofOf(error)
      if (proof === 'answer') {
        this.answered()
        return
      }
      if (proof === 'none') {
        isProbing = false
        return
      }
      if (isProbing) {
        open()
        return
      }
      roll()
      if (openMs === 0 || openUntil !== undefined || !recent.count(proof === 'all' ? undefined : subject))
        return
      const failures = recent.failures + before.failures
      const calls = failures + recent.answered + before.answered
      if (failures >= FAILURES && failures >= SHARE * calls) open()
    },
  }
}

interface Window {
  since: number
  answered: number
  failures: number
  /** Counts a failure, unless the subject has had its share. */
  count: (subject: string | undefined) => boolean
}

function emptyWindow(since: number): Window {
  const bySubject = new Map<string, number>()
  return {
    since,
    answered: 0,
    failures: 0,
    count(subject) {
      if (subject !== undefined) {
        const counted = bySubject.get(subject) ?? 0
        if (counted === MOST_OF_ONE) return false
        bySubject.set(subject, counted + 1)
      }
      this.failures += 1
      return true
    },
  }
}

/** What a failure proves: that it would meet `all`, `some` perhaps; that the upstream answers; or nothing of it. */
function proofOf(error: unknown): 'all' | 'some' | 'answer' | 'none' {
  if (!(error instanceof RelayError)) return 'none'
  const { fault = '', phase } = error.note
  // Its own login left it too little time.
  if (fault === 'CALLER_DEADLINE') return 'none'
  if (phase === 'unsent') return 'all'
  if (fault.startsWith('HTTP_')) return /^HTTP_(408|5\d\d)$/.test(fault) ? 'some' : 'answer'
  return fault === 'COMPRESSED' || fault === 'UND_ERR_RES_EXCEEDED_MAX_SIZE' ? 'answer' : 'some'
}
