import type { Clock } from '../clock'
import { RedisTimeout } from './redis-client'
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
        stop()
        this.#isOver = true
        this.dependencies.health.failed(error)
        reject(error)
      }
      const stop = startTimeLimit(this.dependencies.clock, milliseconds, () => fail(new RedisTimeout()))
      send().then((value) => {
        stop()
        resolve(value)
      }, fail)
    })
  }
}

/** Less than this is no sign of a busy process, milliseconds. */
const LATE_MS = 20

/**
 * Calls back when the time is up; with a function that stops it. A timer that fires late says that this process was
 * busy, not Redis: then as much time is added once, in which replies that have arrived are read.
 */
function startTimeLimit(clock: Clock, milliseconds: number, onEnd: () => void): () => void {
  const limit = Math.max(1, Math.ceil(milliseconds))
  const endsAt = clock.elapsed() + limit
  let timer = setTimeout(() => {
    const lateMs = clock.elapsed() - endsAt
    timer = setTimeout(onEnd, lateMs > LATE_MS ? lateMs : 1)
  }, limit)
  return () => clearTimeout(timer)
}
