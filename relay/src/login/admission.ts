import { relayError } from '../errors'
import type { Deadline } from './deadline'

/** Lets so many logins in at once; a few more wait in line, and the rest are told to come back. */
export interface Admission {
  /** Does the work when there is room. Rejects with `Relay.Busy` when the line is full or the deadline comes first. */
  enter<T>(deadline: Deadline, work: () => Promise<T>): Promise<T>
  /** How many are inside, and how many wait. */
  state(): { inside: number; waiting: number }
}

/** A login makes its calls one after the other, so as many calls are under way as logins are inside, at most. */
export function createAdmission(limits: { inside: number; waiting: number }): Admission {
  let inside = 0
  const line = new Set<() => void>()

  const comeIn = (deadline: Deadline): Promise<void> => {
    if (inside < limits.inside && line.size === 0) {
      inside += 1
      return Promise.resolve()
    }
    if (line.size >= limits.waiting) return Promise.reject(busy())
    return new Promise((resolve, reject) => {
      const giveUp = setTimeout(() => {
        line.delete(call)
        reject(busy())
      }, deadline.remainingMs())
      const call = (): void => {
        clearTimeout(giveUp)
        line.delete(call)
        resolve()
      }
      line.add(call)
    })
  }

  const goOut = (): void => {
    const [next] = line
    // The place goes straight to the next one, so nobody can slip in between.
    if (next === undefined) inside -= 1
    else next()
  }

  return {
    async enter(deadline, work) {
      await comeIn(deadline)
      try {
        return await work()
      } finally {
        goOut()
      }
    },
    state: () => ({ inside, waiting: line.size }),
  }
}

const busy = () => relayError('Relay.Busy', { message: 'Too many logins at once. Ask again in a moment.' })
