import type { Clock } from '../clock'

interface Entry<V> {
  value: V
  /** By the clock that never jumps, milliseconds. */
  endsAt: number
}

/** How many old entries each write looks at, so that what has ended goes without ever stopping to sweep all. */
const LOOKED_AT = 2

/**
 * A table in this process whose entries each have a life. It never holds more than `limit` of them: the one that was
 * written longest ago makes room, whatever life it had left, and `onEvict` is told.
 */
export class ExpiringTable<V> {
  readonly #entries = new Map<string, Entry<V>>()
  #sweep = this.#entries.entries()

  constructor(
    readonly clock: Clock,
    readonly limit: number,
    readonly onEvict: () => void,
  ) {}

  get size(): number {
    return this.#entries.size
  }

  get(key: string): V | undefined {
    return this.#live(key)?.value
  }

  /** Until the entry ends, milliseconds; 0 when there is none. */
  endsInMs(key: string): number {
    const entry = this.#live(key)
    return entry === undefined ? 0 : entry.endsAt - this.clock.elapsed()
  }

  set(key: string, value: V, lifeMs: number): void {
    const now = this.clock.elapsed()
    this.#sweepSome(now)
    // Taken out first, so that the map's order is that of the last writing.
    this.#entries.delete(key)
    if (this.#entries.size >= this.limit) this.#evictOldest(now)
    this.#entries.set(key, { value, endsAt: now + lifeMs })
  }

  delete(key: string): void {
    this.#entries.delete(key)
  }

  clear(): void {
    this.#entries.clear()
  }

  #live(key: string): Entry<V> | undefined {
    const entry = this.#entries.get(key)
    if (entry === undefined || this.clock.elapsed() < entry.endsAt) return entry
    this.#entries.delete(key)
    return undefined
  }

  #evictOldest(now: number): void {
    const oldest = this.#entries.entries().next().value
    if (oldest === undefined) return
    this.#entries.delete(oldest[0])
    if (now < oldest[1].endsAt) this.onEvict()
  }

  #sweepSome(now: number): void {
    for (let looked = 0; looked < LOOKED_AT; looked += 1) {
      const next = this.#sweep.next()
      if (next.done === true) {
        this.#sweep = this.#entries.entries()
        return
      }
      const [key, { endsAt }] = next.value
      if (endsAt <= now) this.#entries.delete(key)
    }
  }
}
