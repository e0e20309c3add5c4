import { isIP } from 'node:net'
import { relayError } from '../errors'
import type { LimitedBy } from '../events'
import type { RegisteredApp } from '../registered-app'
import type { Secret } from '../secret'

const WINDOW_MS = 60_000

/** What a window of counting has come to. */
export interface WindowCount {
  /** Including this one. */
  count: number
  /** Until the window ends and counting starts again, milliseconds. */
  endsInMs: number
}

/** Counts by the minute, which starts with the first of what is counted. */
export interface Counters {
  /** Counts one more in a window that starts with its first count. Never rejects. */
  count(by: LimitedBy, what: string, windowMs: number): WindowCount | Promise<WindowCount>
}

/** Each throws or rejects with `Relay.RateLimited`, and says when to come back. */
export interface RateLimits {
  /**
   * Counts a request from an IP address. This machine's own are not counted: they are a proxy's, or a test's. It
   * rejects and never throws, since it is asked outside of any login.
   */
  ofAddress(address: string): void | Promise<void>
  /** @param counters of the login that is counted, which has one budget of time for all that is shared */
  ofApp(counters: Counters, app: RegisteredApp): void | Promise<void>
  /** @param host AppID of the mini program that a plugin's login comes from */
  ofHost(counters: Counters, app: RegisteredApp, host: string): void | Promise<void>
  ofUser(counters: Counters, app: RegisteredApp, wxOpenId: Secret): void | Promise<void>
}

export interface RateLimitsDependencies {
  counters: Counters
  /** How many in a minute; 0 for any number. */
  perMinute: Readonly<Record<LimitedBy, number>>
  onLimited: (by: LimitedBy) => void
}

/** Limits by the minute, over all copies whose counters are shared. */
export function createRateLimits({ counters, perMinute, onLimited }: RateLimitsDependencies): RateLimits {
  function count(using: Counters, by: LimitedBy, what: string): void | Promise<void> {
    if (perMinute[by] === 0) return undefined
    const counted = using.count(by, what, WINDOW_MS)
    if (counted instanceof Promise) return counted.then((window) => judge(by, window))
    judge(by, counted)
  }

  const judge = (by: LimitedBy, window: WindowCount): void =>
    refuseBeyond(perMinute[by], window, () => onLimited(by))

  const ofNetwork = async (network: string): Promise<void> => count(counters, 'address', network)

  return {
    ofAddress: (address) => (isThisMachine(address) ? undefined : ofNetwork(networkOf(address))),
    ofApp: (using, app) => count(using, 'app', app.appId),
    ofHost: (using, app, host) => count(using, 'host', `${app.appId} ${host}`),
    // IoT Explorer's accounts belong to an AppKey, whichever of WeChat's apps the user came from.
    ofUser: (using, app, wxOpenId) => count(using, 'user', `${app.iotAppKey} ${wxOpenId.reveal()}`),
  }
}

/** Throws `Relay.RateLimited` for a window that holds more than `most`. */
export function refuseBeyond(
  most: number,
  { count, endsInMs }: WindowCount,
  onLimited: () => void,
  words: { message?: string } = {},
): void {
  if (count <= most) return
  onLimited()
  throw relayError('Relay.RateLimited', {
    ...words,
    retryAfterSeconds: Math.max(1, Math.ceil(endsInMs / 1000)),
  })
}

export const isThisMachine = (address: string): boolean => /^(::ffff:)?127\.|^::1$/.test(address)

/** One caller has a whole /64 of IPv6, so the first half of such an address is what counts. */
export function networkOf(address: string): string {
  if (isIP(address) !== 6) return address
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped !== undefined) return mapped
  const [head = '', tail] = address.split('%', 1).join('').split('::')
  const groups = (text: string): string[] => (text === '' ? [] : text.split(':'))
  const missing = tail === undefined ? 0 : 8 - groups(head).length - groups(tail).length
  const all = [...groups(head), ...Array<string>(Math.max(0, missing)).fill('0'), ...groups(tail ?? '')]
  return all
    .slice(0, 4)
    .map((group) => group.toLowerCase().replace(/^0+(?=.)/, ''))
    .join(':')
}
