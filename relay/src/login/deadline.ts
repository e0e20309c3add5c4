import type { Clock } from '../clock'

/** Until when a login has to be answered. All that it waits for ends by then. */
export interface Deadline {
  /** Milliseconds, and never less than 0. */
  remainingMs(): number
}

export function deadlineIn(clock: Clock, milliseconds: number): Deadline {
  const endsAt = clock.elapsed() + milliseconds
  return { remainingMs: () => Math.max(0, endsAt - clock.elapsed()) }
}
