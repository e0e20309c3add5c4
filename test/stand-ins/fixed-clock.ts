export interface FixedClock {
  /** Milliseconds since the epoch. */
  now(): number
  pass(seconds: number): void
  setTo(milliseconds: number): void
}

/** A clock that stands still until it is moved. */
export function fixedClock(start = Date.UTC(2027, 0, 1)): FixedClock {
  let time = start
  return {
    now: () => time,
    pass: (seconds) => {
      time += seconds * 1000
    },
    setTo: (milliseconds) => {
      time = milliseconds
    },
  }
}
