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
