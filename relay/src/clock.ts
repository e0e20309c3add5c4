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
