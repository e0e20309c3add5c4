import type { Clock } from '../clock'

/** What a table holds: it knows its end itself, so that none of a million entries needs a wrapper. */
export interface Ending {
  /** By the clock that never jumps, whole milliseconds: a fraction would be an object of its own. */
  endsAt: number
}

/** How many ended entries each write takes out: more than one, so that a table shrinks after a rush. */
const TAKEN_OUT = 2

/**
 * A table in this process whose entries each have an end. It never holds more than `limit` of them: the one that was
 * written longest ago makes room, whatever life it had left, and `onEvict` is told.
 */
export class ExpiringTable<E extends Ending> {
  readonly #entries = new Map<string, E>()
  /** Goes through the entries once, in the order of writing: asking for the first again would pass all that are gone. */
  #order = this.#entries.entries()
  /** The next to go, unless it is gone or written again by then. */
  #oldest: [string, E] | undefined

  constructor(
    readonly clock: Clock,
    readonly limit: number,
    readonly onEvict: () => void,
  ) {}

  get size(): number {
    return this.#entries.size
  }

  get(key: string): E | undefined {
    const entry = this.#entries.get(key)
    if (entry === undefined || this.clock.elapsed() < entry.endsAt) return entry
    this.#entries.delete(key)
    return undefined
  }

  set(key: string, entry: E): void {
    const now = this.clock.elapsed()
    for (let taken = 0; taken < TAKEN_OUT && this.#hasEnded(now); taken += 1) this.#takeOldest()
    // Taken out first, so that the map's order is that of the last writing.
    this.#entries.delete(key)
    while (this.#entries.size >= this.limit) {
      const evicted = this.#takeOldest()
      if (evicted !== undefined && now < evicted.endsAt) this.onEvict()
    }
    this.#entries.set(key, entry)
  }

  delete(key: string): void {
    this.#entries.delete(key)
  }

  clear(): void {
    this.#entries.clear()
    this.#oldest = undefined
  }

  /** Whether the oldest has ended. Where lives differ, an entry may wait for an older one that lives longer. */
  #hasEnded(now: number): boolean {
    this.#oldest ??= this.#next()
    return this.#oldest !== undefined && this.#oldest[1].endsAt <= now
  }

  #takeOldest(): E | undefined {
    const [key, entry] = this.#oldest ?? this.#next() ?? []
    this.#oldest = undefined
    if (key === undefined || this.#entries.get(key) !== entry) return undefined
    this.#entries.delete(key)
    return entry
  }

  /** An iterator that has come to its end stays there, so the next one starts with what was written since. */
  #next(): [string, E] | undefined {
    const next = this.#order.next()
    if (next.done !== true) return next.value
    this.#order = this.#entries.entries()
    return undefined
  }
}
