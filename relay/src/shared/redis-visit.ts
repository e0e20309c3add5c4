import { systemClock, type Clock, type DeadlineSweep, type Expiring } from '../clock'
import { RedisTimeout } from './redis-client'
import type { RedisHealth } from './redis-health'

export interface VisitDependencies {
  clock: Clock
  sweep: DeadlineSweep
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
    if (this.#isOver) return Promise.reject(new RedisTimeout())
    const { clock } = this.dependencies
    const now = clock.elapsed()
    if (this.#asking === 0) this.#askingSince = now
    this.#asking += 1
    return this.#within(this.#leftMs - (now - this.#askingSince), send, () => {
      this.#asking -= 1
      if (this.#asking === 0) this.#leftMs -= clock.elapsed() - this.#askingSince
    })
  }

  /** As `ask`, for looking again at what another login does: of that wait, Redis is not to blame. */
  lookAgain<T>(send: () => Promise<T>): Promise<T> {
    if (this.#isOver) return Promise.reject(new RedisTimeout())
    return this.#within(this.dependencies.timeoutMs, send, () => undefined)
  }

  /** Sends without waiting, in the order of what was sent before; should Redis be away, when it is back. */
  send(send: () => Promise<unknown>): void {
    send().catch(() => undefined)
  }

  #within<T>(milliseconds: number, send: () => Promise<T>, onEnd: () => void): Promise<T> {
    const { sweep, health } = this.dependencies
    return new Promise<T>((resolve, reject) => {
      const end = (): void => {
        limit.hasEnded = true
        sweep.remove(limit)
        onEnd()
      }
      const fail = (error: Error): void => {
        if (limit.hasEnded) return
        end()
        this.#isOver = true
        health.failed(error)
        reject(error)
      }
      const limit = new TimeLimit(milliseconds, () => fail(new RedisTimeout()))
      sweep.add(limit)
      send().then((value) => {
        if (limit.hasEnded) return
        end()
        resolve(value)
      }, fail)
    })
  }
}

/** Less than this is no sign of a busy process: the sweep itself comes so late, milliseconds. */
const LATE_MS = 40

/**
 * Ends when the time is up, and one sweep later. A sweep that comes late says that this process was busy, not Redis:
 * then as much time is added once, in which replies that have arrived are read.
 */
class TimeLimit implements Expiring {
  endsAt: number
  hasEnded = false
  #isLast = false

  constructor(
    milliseconds: number,
    readonly onEnd: () => void,
  ) {
    this.endsAt = systemClock.elapsed() + milliseconds
  }

  expire(): void {
    if (this.#isLast) {
      this.onEnd()
      return
    }
    this.#isLast = true
    const now = systemClock.elapsed()
    const lateMs = now - this.endsAt
    this.endsAt = lateMs > LATE_MS ? now + lateMs : now
  }
}
