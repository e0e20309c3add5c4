import type { LimitedBy } from './login/rate-limits'

export type UpstreamName = 'WeChat' | 'IoTExplorer'

/** What we ask of the upstreams, by the platforms' own names. */
export type UpstreamOperation = 'jscode2session' | 'stable_token' | 'getpluginopenpid' | 'AppGetTokenByWeiXin'

/** How one call to an upstream went, as far as the connection is concerned. */
export type CallOutcome =
  'ok' | 'dns' | 'connect' | 'tls' | 'timeout' | 'closed' | 'http' | 'nonsense' | 'other'

export type BreakerState = 'closed' | 'halfOpen' | 'open'

export interface UpstreamCallReport {
  upstream: UpstreamName
  operation: UpstreamOperation
  outcome: CallOutcome
  durationMs: number
}

/** Told what happens, by those whom it happens to; for the metrics and the log. None of it is about a person. */
export interface Observer {
  /** A login was answered: `ok`, or the code of the error. */
  login(outcome: string, durationMs: number): void
  /** A login was answered without a call of its own. */
  shared(how: 'joined' | 'replayed' | 'resumed' | 'reused'): void
  limited(by: LimitedBy): void
  upstreamCall(report: UpstreamCallReport): void
  retry(operation: UpstreamOperation): void
  breaker(upstream: UpstreamName, state: BreakerState): void
  /** A quota is used up, and its upstream is left in peace for so long, milliseconds. */
  pause(upstream: UpstreamName, milliseconds: number): void
  /** How far our clock is ahead of the upstream's by its `Date` header, seconds. */
  clockSkew(upstream: UpstreamName, seconds: number): void
  /** The shared store was lost, or is back. */
  store(isShared: boolean): void
}

/** Tells several. */
export function tellAll(observers: readonly Observer[]): Observer {
  return {
    login: (...told) => observers.forEach((each) => each.login(...told)),
    shared: (...told) => observers.forEach((each) => each.shared(...told)),
    limited: (...told) => observers.forEach((each) => each.limited(...told)),
    upstreamCall: (...told) => observers.forEach((each) => each.upstreamCall(...told)),
    retry: (...told) => observers.forEach((each) => each.retry(...told)),
    breaker: (...told) => observers.forEach((each) => each.breaker(...told)),
    pause: (...told) => observers.forEach((each) => each.pause(...told)),
    clockSkew: (...told) => observers.forEach((each) => each.clockSkew(...told)),
    store: (...told) => observers.forEach((each) => each.store(...told)),
  }
}

const ignore = (): void => undefined

export const noObserver: Observer = {
  login: ignore,
  shared: ignore,
  limited: ignore,
  upstreamCall: ignore,
  retry: ignore,
  breaker: ignore,
  pause: ignore,
  clockSkew: ignore,
  store: ignore,
}
