import { systemClock } from '../clock'

export interface Expiring {
  /** By `systemClock.elapsed()`. */
  endsAt: number
  expire: () => void
}

/** How late an end may come, milliseconds: next to nothing beside the seconds that are waited for. */
const EVERY_MS = 20

/**
 * Ends what is not done in time, by one timer for all: a timer and an AbortController for each call would cost more
 * than the rest of its deadline. The timer runs only while there is something to look at.
 */
export function createDeadlineSweep(): { add: (each: Expiring) => void; remove: (each: Expiring) => void } {
  const pending = new Set<Expiring>()
  let timer: NodeJS.Timeout | undefined

  function sweep(): void {
    if (pending.size === 0) {
      clearInterval(timer)
      timer = undefined
      return
    }
    const now = systemClock.elapsed()
    for (const each of pending) if (each.endsAt <= now) each.expire()
  }

  return {
    add(each) {
      pending.add(each)
      timer ??= setInterval(sweep, EVERY_MS)
    },
    remove: (each) => void pending.delete(each),
  }
}
