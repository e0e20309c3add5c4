import type { Clock } from '../clock'
import { RedisTimeout } from './redis-fault'
import type { RedisHealth } from './redis-health'

export interface VisitDependencies {
  clock: Clock
  health: RedisHealth
  /** How long one login may wait for Redis in all, milliseconds. */
  timeoutMs: number
}

/** One login's time with Redis: what it asks shares one budget, and after a failure it asks no more. */
export class RedisVisit {
  #isOver = false
  #leftMs: number
  #asking = 0
  #askingSince = 0

  constructor(readonly dependencies: VisitDependencies) {
    this.#leftMs = dependencies.timeoutMs
  }

  get isOver(): boolean {
    return this.#isOver
  }

  /** Waits for a reply. Rejects with what Redis or the connection said, or with a `RedisTimeout`. */
  ask<T>(send: () => Promise<T>): Promise<T> {
    const { clock } = this.dependencies
    if (this.#asking === 0) this.#askingSince = clock.elapsed()
    this.#asking += 1
    const spentMs = clock.elapsed() - this.#askingSince
    return this.#within(this.#leftMs - spentMs, send).finally(() => {
      this.#asking -= 1
      if (this.#asking === 0) this.#leftMs -= clock.elapsed() - this.#askingSince
    })
  }

  /** As `ask`, for looking again at what another login does: of that wait, Redis is not to blame. */
  lookAgain<T>(send: () => Promise<T>): Promise<T> {
    return this.#within(this.dependencies.timeoutMs, send)
  }

  /** Sends without waiting, in the order of what was sent before; should Redis be away, when it is back. */
  send(send: () => Promise<unknown>): void {
    send().catch(() => undefined)
  }

  #within<T>(milliseconds: number, send: () => Promise<T>): Promise<T> {
    if (this.#isOver) return Promise.reject(new RedisTimeout())
    return new Promise<T>((resolve, reject) => {
      const fail = (error: Error): void => {
        clearTimeout(timer)
        this.#isOver = true
        this.dependencies.health.failed(error)
        reject(error)
      }
      const timer = setTimeout(
        // A reply that arrived while this process was busy is read first.
        () => setImmediate(() => fail(new RedisTimeout())),
        Math.max(1, Math.ceil(milliseconds)),
      )
      send().then((value) => {
        clearTimeout(timer)
        resolve(value)
      }, fail)
    })
  }
}
