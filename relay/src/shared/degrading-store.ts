import type { Clock } from '../clock'
import type { Store } from './store'

/** How long a shared store that failed is left in peace before it is tried again, milliseconds. */
const RETRY_AFTER_MS = 1000

export interface DegradingStore extends Store {
  /** Whether the shared store answered when it was last asked. */
  isShared(): boolean
  /** Asks the shared store, if it is due to be tried again or `now`, and says whether it answers. */
  probe(when?: 'now'): Promise<boolean>
}

export interface DegradingStoreDependencies {
  shared: Store
  /** What this copy uses alone while the shared store is away. */
  local: Store
  clock: Clock
  /** Told when the shared store is lost, and when it is back. */
  onChange: (isShared: boolean) => void
}

/**
 * A shared store that a login never has to wait for: while it is down or slow, a local one takes its place, and
 * one call a second finds out whether it is back. Meanwhile each copy knows only what it did itself.
 */
export function createDegradingStore(dependencies: DegradingStoreDependencies): DegradingStore {
  const { shared, local, clock, onChange } = dependencies
  let isShared = true
  let tryAgainAt = 0

  function note(answered: boolean): void {
    if (!answered) tryAgainAt = clock.elapsed() + RETRY_AFTER_MS
    if (answered === isShared) return
    isShared = answered
    onChange(answered)
  }

  async function either<T>(ask: (store: Store) => Promise<T>): Promise<T> {
    if (!isShared) {
      if (clock.elapsed() < tryAgainAt) return ask(local)
      // Whoever comes while this one tries does not try as well.
      tryAgainAt = clock.elapsed() + RETRY_AFTER_MS
    }
    try {
      const answer = await ask(shared)
      note(true)
      return answer
    } catch {
      note(false)
      return ask(local)
    }
  }

  return {
    get: (key) => either((store) => store.get(key)),
    set: (key, value, lifeMs) => either((store) => store.set(key, value, lifeMs)),
    claim: (key, value, lifeMs) => either((store) => store.claim(key, value, lifeMs)),
    replace: (key, expected, value, lifeMs) => either((store) => store.replace(key, expected, value, lifeMs)),
    release: (key, expected) => either((store) => store.release(key, expected)),
    count: (key, windowMs) => either((store) => store.count(key, windowMs)),
    async close() {
      await Promise.all([shared.close(), local.close()])
    },
    isShared: () => isShared,
    async probe(when) {
      if (when === 'now') tryAgainAt = 0
      await either((store) => store.get('probe'))
      return isShared
    },
  }
}
