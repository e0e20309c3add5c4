/** Time, passed in so that tests can move it. */
export interface Clock {
  /** Wall clock, Unix milliseconds. */
  now(): number
  /** A clock that never jumps, milliseconds since any moment: for durations. */
  elapsed(): number
}

export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
}

/** Until when a login has to be answered. All that it waits for ends by then. */
export interface Deadline {
  /** Milliseconds, and never less than 0. */
  remainingMs(): number
}

export function deadlineIn(clock: Clock, milliseconds: number): Deadline {
  const endsAt = clock.elapsed() + milliseconds
  return { remainingMs: () => Math.max(0, endsAt - clock.elapsed()) }
}

export interface Expiring {
  /** By `systemClock.elapsed()`. */
  endsAt: number
  expire: () => void
}

export interface DeadlineSweep {
  add: (each: Expiring) => void
  remove: (each: Expiring) => void
}

/** How late an end may come, milliseconds: next to nothing beside the seconds that are waited for. */
const EVERY_MS = 20

/**
 * Ends what is not done in time, by one timer for all: a timer and an AbortController for each call would cost more
 * than the rest of its deadline. The timer runs only while there is something to look at.
 */
export function createDeadlineSweep(): DeadlineSweep {
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
  let last = { date: '', at: NaN }
  return {
    onDate(date) {
      // It changes once a second, and replies come by the thousand.
      if (date !== last.date) last = { date, at: Date.parse(date) }
      const theirs = last.at
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
