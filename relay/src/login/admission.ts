import type { Deadline } from '../clock'
import { relayError } from '../errors'
import type { Awaitable } from './claims'

/** Lets a number of logins in at once; a few more wait in line, and the rest are told to come back. */
export interface Admission {
  /** Throws `Relay.Busy` when the line is full, before anything is claimed or counted for the login. */
  arrive(deadline: Deadline): Place
  /** How many are inside, and how many wait in line. */
  state(): { inside: number; waiting: number }
  /** Resolves when every login that arrived has left, whether or not its caller still waits. */
  idle(): Promise<void>
}

/** One login's right to call the upstreams. */
export interface Place {
  /**
   * Comes in, unless it is inside. Rejects with `Relay.Busy` when the line is full, when the deadline comes first, and
   * when too little time is left after waiting.
   */
  enter(): Awaitable<void>
  /** Gives the room to the next one while this login waits for another's answer. */
  stepAside(): void
  leave(): void
}

/** With less time than this a call would end in a timeout that says nothing about the upstream, milliseconds. */
const WORTH_A_CALL_MS = 50

/** A login makes its calls one after the other, so as many calls are under way as logins are inside, at most. */
export function createAdmission(limits: { inside: number; waiting: number }): Admission {
  let present = 0
  let inside = 0
  let onIdle: (() => void) | undefined
  const line = new Set<() => void>()

  function giveRoom(): void {
    const [next] = line
    // The place goes straight to the next one, so that nothing can slip in between.
    if (next === undefined) inside -= 1
    else next()
  }

  function standInLine(deadline: Deadline): Promise<void> {
    return new Promise((resolve, reject) => {
      const giveUp = setTimeout(
        () => {
          line.delete(call)
          reject(busy())
        },
        Math.max(0, deadline.remainingMs() - WORTH_A_CALL_MS),
      )
      const call = (): void => {
        clearTimeout(giveUp)
        line.delete(call)
        resolve()
      }
      line.add(call)
    })
  }

  class LoginPlace implements Place {
    #isInside = false
    /** Once let in, a login is no longer sent away for a full line. */
    #wasInside = false

    constructor(readonly deadline: Deadline) {}

    enter(): Awaitable<void> {
      if (this.#isInside) return undefined
      if (this.#wasInside && this.deadline.remainingMs() < WORTH_A_CALL_MS) throw busy()
      if (inside >= limits.inside || line.size > 0) return this.#enterLater()
      inside += 1
      this.#isInside = this.#wasInside = true
    }

    async #enterLater(): Promise<void> {
      if (line.size >= limits.waiting && !this.#wasInside) throw busy()
      await standInLine(this.deadline)
      this.#isInside = this.#wasInside = true
    }

    stepAside(): void {
      if (this.#isInside) giveRoom()
      this.#isInside = false
    }

    leave(): void {
      this.stepAside()
      present -= 1
      if (present === 0) onIdle?.()
    }
  }

  return {
    arrive(deadline) {
      if (line.size > 0 && line.size >= limits.waiting) throw busy()
      present += 1
      return new LoginPlace(deadline)
    },
    state: () => ({ inside, waiting: line.size }),
    async idle() {
      if (present > 0) await new Promise<void>((resolve) => (onIdle = resolve))
    },
  }
}

const busy = () => relayError('Relay.Busy', { message: 'Too many logins at once. Ask again in a moment.' })
