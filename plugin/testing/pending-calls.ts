import { setImmediate } from 'node:timers'

/** The calls of `wx` that have not called back yet. */
export interface PendingCalls {
  /** Calls back later, as WeChat does, and counts until then. */
  later(callBack: () => void): void
  /** When all have called back, and what they set off has made no further call. */
  idle(): Promise<void>
}

/** What a callback sets off may take some turns of the event loop before it makes the next call. */
const QUIET_TURNS = 5

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** By turns of the event loop, not by the clock: a test with a clock of its own does not stop it. */
export function createPendingCalls(): PendingCalls {
  let pending = 0
  let made = 0
  return {
    later(callBack) {
      pending += 1
      made += 1
      setImmediate(() => {
        pending -= 1
        callBack()
      })
    },
    async idle() {
      let quiet = 0
      while (quiet < QUIET_TURNS) {
        const before = made
        await turn()
        quiet = pending === 0 && made === before ? quiet + 1 : 0
      }
    },
  }
}
