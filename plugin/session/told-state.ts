import type { LoginError } from '../errors'
import type { SessionChange, SessionListener } from './session'
import { asLoginError } from './session-errors'
import { move, type SessionState } from './state'

/** A session's state, and who is told of it. */
export interface ToldState {
  readonly current: SessionState
  /** Moves on and tells every subscriber. */
  enter(next: SessionState, error?: LoginError): void
  /** Tells `listener` the present state at once and every later one; returns the function that ends it. */
  subscribe: (listener: SessionListener) => () => void
}

/** @param hold called for each subscriber; what it returns is called when that one has ended */
export function toldState(hold: () => () => void): ToldState {
  let current: SessionState = 'restoring'
  const subscriptions = new Set<(change: SessionChange) => void>()

  return {
    get current() {
      return current
    },
    enter: (next, error) => {
      current = move(current, next)
      const change = error === undefined ? { state: next } : { state: next, error }
      for (const tell of [...subscriptions]) {
        // One of them has moved on, and so has told the others what is true now.
        if (current !== next) return
        if (subscriptions.has(tell)) tell(change)
      }
    },
    subscribe: (listener) => {
      const unsubscribe = () => {
        if (subscriptions.delete(tell)) release()
      }
      const tell = (change: SessionChange) => {
        try {
          listener(change, unsubscribe)
        } catch (thrown) {
          // Left unhandled on purpose: App.onUnhandledRejection is told of it, and the login goes on.
          void Promise.reject(asLoginError(thrown))
        }
      }
      const release = hold()
      subscriptions.add(tell)
      tell({ state: current })
      return unsubscribe
    },
  }
}
