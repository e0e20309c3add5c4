import type { Clock } from '../clock'
import type { Store } from './store'

interface Entry {
  value: string
  count: number
  /** By the clock that never jumps, milliseconds. */
  endsAt: number
}

/** How many old entries each write looks at, so that what has ended goes without ever stopping to sweep all. */
const LOOKED_AT = 2

/**
 * A store in this process, for one copy, and for the time that a shared one is away. It never holds more than
 * `limit` entries: the one that was written longest ago makes room, whatever life it had left.
 */
export function createMemoryStore(clock: Clock, limit: number): Store & { size(): number } {
  const entries = new Map<string, Entry>()
  let sweep = entries.entries()

  function live(key: string): Entry | undefined {
    const entry = entries.get(key)
    if (entry === undefined || clock.elapsed() < entry.endsAt) return entry
    entries.delete(key)
    return undefined
  }

  function sweepSome(): void {
    for (let looked = 0; looked < LOOKED_AT; looked += 1) {
      const next = sweep.next()
      if (next.done === true) {
        sweep = entries.entries()
        return
      }
      const [key, { endsAt }] = next.value
      if (endsAt <= clock.elapsed()) entries.delete(key)
    }
  }

  function write(key: string, value: string, lifeMs: number): Entry {
    sweepSome()
    // Taken out first, so that the map's order is that of the last writing.
    entries.delete(key)
    const oldest = entries.size >= limit ? entries.keys().next().value : undefined
    if (oldest !== undefined) entries.delete(oldest)
    const entry = { value, count: 0, endsAt: clock.elapsed() + lifeMs }
    entries.set(key, entry)
    return entry
  }

  return {
    get: async (key) => live(key)?.value,
    set: async (key, value, lifeMs) => void write(key, value, lifeMs),
    async claim(key, value, lifeMs) {
      const entry = live(key)
      if (entry === undefined) write(key, value, lifeMs)
      return entry?.value
    },
    async replace(key, expected, value, lifeMs) {
      const isExpected = live(key)?.value === expected
      if (isExpected) write(key, value, lifeMs)
      return isExpected
    },
    async release(key, expected) {
      if (live(key)?.value === expected) entries.delete(key)
    },
    async count(key, windowMs) {
      const entry = live(key) ?? write(key, '', windowMs)
      entry.count += 1
      return { count: entry.count, endsInMs: entry.endsAt - clock.elapsed() }
    },
    close: async () => entries.clear(),
    size: () => entries.size,
  }
}
