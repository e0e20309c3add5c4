import CircuitBreaker from 'opossum'
import type { Clock } from '../clock'
import { RelayError, relayError } from '../errors'
import type { BreakerState, Report, UpstreamName } from '../events'
import type { CallUpstream, UpstreamRequest } from './call'
import { outcomeOf } from './fault'

export interface GuardDependencies {
  call: CallUpstream
  clock: Clock
  report: Report
  /** How long a broken upstream is left in peace before one call tries it, milliseconds; 0 for never. */
  breakerOpenMs: number
}

export interface GuardedCall {
  call: CallUpstream
  /** Stops counting. */
  close: () => void
}

/** Of the calls of ten seconds, so many at least, half of them failed: then the upstream counts as broken. */
const BROKEN = { volumeThreshold: 20, errorThresholdPercentage: 50, rollingCountTimeout: 10_000 } as const

const UPSTREAMS: readonly UpstreamName[] = ['WeChat', 'IoTExplorer']

/**
 * Calls with a circuit breaker for each upstream, and a report of each call. While an upstream is broken, calls to
 * it fail at once with `….Unavailable` and the time until it is tried again, so that neither callers nor the
 * upstream wait on what will fail. Refusals by an errcode or Code are answers, and break nothing.
 */
export function createGuardedCall(dependencies: GuardDependencies): GuardedCall {
  const { call, clock, report, breakerOpenMs } = dependencies

  async function reported(request: UpstreamRequest): Promise<string> {
    const { upstream, operation } = request
    const start = clock.elapsed()
    const tell = (outcome: ReturnType<typeof outcomeOf>): void =>
      report({ type: 'call', upstream, operation, outcome, durationMs: clock.elapsed() - start })
    try {
      const text = await call(request)
      tell('ok')
      return text
    } catch (error) {
      tell(outcomeOf(error instanceof RelayError ? (error.note.fault ?? '') : ''))
      throw error
    }
  }

  if (breakerOpenMs === 0) return { call: reported, close: () => undefined }

  const breakers = new Map(
    UPSTREAMS.map((upstream) => {
      const breaker = new CircuitBreaker(reported, {
        ...BROKEN,
        timeout: false,
        resetTimeout: breakerOpenMs,
        enableSnapshots: false,
        errorFilter: (error: unknown) => !countsAsBroken(error),
      })
      let openedAt = 0
      const tell = (state: BreakerState) => (): void => report({ type: 'breaker', upstream, state })
      breaker.on('open', () => (openedAt = clock.elapsed()))
      breaker.on('open', tell('open')).on('halfOpen', tell('halfOpen')).on('close', tell('closed'))
      return [upstream, { breaker, opensAgainInMs: () => openedAt + breakerOpenMs - clock.elapsed() }]
    }),
  )

  return {
    async call(request) {
      const { upstream } = request
      const guard = breakers.get(upstream)
      if (guard === undefined) return reported(request)
      try {
        return await guard.breaker.fire(request)
      } catch (error) {
        if (!CircuitBreaker.isOurError(error as Error)) throw error
        const retryAfterSeconds = Math.max(1, Math.ceil(guard.opensAgainInMs() / 1000))
        throw relayError(`${upstream}.Unavailable`, { fault: 'BREAKER_OPEN', retryAfterSeconds })
      }
    },
    close: () => breakers.forEach(({ breaker }) => breaker.shutdown()),
  }
}

/** A call that was given too little time by its own login says nothing about the upstream. */
function countsAsBroken(error: unknown): boolean {
  if (!(error instanceof RelayError)) return false
  return !error.code.endsWith('.RateLimited') && error.note.fault !== 'CALLER_DEADLINE'
}
