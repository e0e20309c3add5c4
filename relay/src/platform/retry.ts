import { RelayError } from '../errors'
import type { Deadline } from '../login/deadline'
import type { UpstreamOperation } from '../events'

export interface RetryPorts {
  wait: (milliseconds: number) => Promise<void>
  /** From 0 to below 1. Default: `Math.random`. */
  random?: () => number
  onRetry: (operation: UpstreamOperation) => void
}

export interface RetryRules {
  operation: UpstreamOperation
  /** Whether trying again can do no harm, and may help. */
  isHarmless: (error: RelayError) => boolean
  deadline: Deadline
}

export type Retry = <T>(rules: RetryRules, attempt: () => Promise<T>) => Promise<T>

/** How many times at most, the first included. */
const TRIES = 3

const FIRST_PAUSE_MS = 100

/** Too little to be worth another try, milliseconds. */
const TOO_LATE_MS = 200

/**
 * Tries again after failures where that is harmless, each time after a random part of a pause that doubles ("full
 * jitter": those who failed together do not come back together), and only while the login still has time for it.
 */
export function createRetry({ wait, random = Math.random, onRetry }: RetryPorts): Retry {
  return async ({ operation, isHarmless, deadline }, attempt) => {
    for (let tried = 1; ; tried += 1) {
      try {
        return await attempt()
      } catch (error) {
        if (tried === TRIES || !(error instanceof RelayError) || !isHarmless(error)) throw error
        const pauseMs = random() * FIRST_PAUSE_MS * 2 ** (tried - 1)
        if (deadline.remainingMs() - pauseMs < TOO_LATE_MS) throw error
        await wait(pauseMs)
        onRetry(operation)
      }
    }
  }
}
