import type { Clock } from '../clock'

/** A `Date` header tells whole seconds and was written before it travelled, so less than this says nothing. */
const TOLERANCE_SECONDS = 30

export interface ClockSkew {
  /** Takes the `Date` header of a reply. */
  onDate: (date: string) => void
  /** Unix milliseconds: by our clock, or by the upstream's where ours is known to be off. */
  now: () => number
}

/**
 * Compares our clock with the `Date` headers of an upstream, and reports by how many seconds ours is ahead, when it
 * goes off or comes right (0). A signature carries our time; how long a token is good, the upstream's clock tells.
 */
export function createClockSkew(clock: Clock, onSkew: (seconds: number) => void): ClockSkew {
  let aheadMs = 0
  return {
    onDate(date) {
      const theirs = Date.parse(date)
      if (Number.isNaN(theirs)) return
      const seconds = Math.round((clock.now() - theirs) / 1000)
      const isOff = Math.abs(seconds) > TOLERANCE_SECONDS
      const wasOff = aheadMs !== 0
      aheadMs = isOff ? seconds * 1000 : 0
      if (isOff !== wasOff) onSkew(isOff ? seconds : 0)
    },
    now: () => clock.now() - aheadMs,
  }
}
