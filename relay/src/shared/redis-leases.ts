import { randomUUID } from 'node:crypto'
import type { RedisVerbs } from './redis-verbs'

/** How long a claim outlives a copy that died, milliseconds. */
export const LEASE_MS = 1000

/** How often claims are renewed while the work goes on: two renewals may fail, milliseconds. */
const RENEW_EVERY_MS = 300

/** Keeps the claims of this copy's logins alive in Redis, all by one timer. */
export interface RedisLeases {
  /** A name that no other claim of any copy has. */
  newOwner(): string
  hold(key: string, mine: string): void
  drop(key: string): void
  close(): void
}

export function createRedisLeases(verbs: Pick<RedisVerbs, 'put'>): RedisLeases {
  const copy = randomUUID()
  const held = new Map<string, string>()
  let taken = 0

  const timer = setInterval(() => {
    // Also writes one that was lost with a Redis that failed over or started anew.
    for (const [key, mine] of held) verbs.put(key, mine, mine, LEASE_MS).catch(() => undefined)
  }, RENEW_EVERY_MS).unref()

  return {
    newOwner: () => `${copy}.${(taken += 1)}`,
    hold: (key, mine) => void held.set(key, mine),
    drop: (key) => void held.delete(key),
    close: () => clearInterval(timer),
  }
}
