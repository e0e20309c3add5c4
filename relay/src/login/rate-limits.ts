import { isIP } from 'node:net'
import { relayError } from '../errors'
import type { RegisteredApp } from '../registered-app'
import type { Secret } from '../secret'
import type { Store } from '../shared/store'
import type { Vault } from '../shared/vault'

const WINDOW_MS = 60_000

export type LimitedBy = 'address' | 'app' | 'user'

/** Each rejects with `Relay.RateLimited`, and says when to come back. */
export interface RateLimits {
  /** Counts a request from an IP address. This machine's own are not counted: they are a proxy's, or a test's. */
  ofAddress(address: string): Promise<void>
  ofApp(app: RegisteredApp): Promise<void>
  ofUser(app: RegisteredApp, wxOpenId: Secret): Promise<void>
}

export interface RateLimitsDependencies {
  store: Store
  /** Keeps addresses and ids of people out of the store. */
  vault: Vault
  /** How many in a minute; 0 for any number. */
  perMinute: Readonly<Record<LimitedBy, number>>
  onLimited: (by: LimitedBy) => void
}

/** Counts by the minute, which begins with the first of what is counted; over all copies that share the store. */
export function createRateLimits(dependencies: RateLimitsDependencies): RateLimits {
  const { store, vault, perMinute, onLimited } = dependencies

  async function count(by: LimitedBy, ...what: string[]): Promise<void> {
    const most = perMinute[by]
    if (most === 0) return
    const { count: counted, endsInMs } = await store.count(vault.nameOf(`rate-${by}`, ...what), WINDOW_MS)
    if (counted <= most) return
    onLimited(by)
    throw relayError('Relay.RateLimited', { retryAfterSeconds: Math.max(1, Math.ceil(endsInMs / 1000)) })
  }

  return {
    async ofAddress(address) {
      if (!isThisMachine(address)) await count('address', networkOf(address))
    },
    ofApp: (app) => count('app', app.appId),
    ofUser: (app, wxOpenId) => count('user', app.iotAppKey, wxOpenId.reveal()),
  }
}

const isThisMachine = (address: string): boolean => /^(::ffff:)?127\.|^::1$/.test(address)

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
