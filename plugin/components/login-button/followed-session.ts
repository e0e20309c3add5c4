import type { Session } from '../../session/session'
import type { SessionState } from '../../session/state'
import { onConfigure, sessionFor, type SessionNames } from '../../shared-sessions'

/** The session whose state a button shows: the one that its properties, or else `configure()`, name at the time. */
export interface FollowedSession {
  /** None before it is known which. */
  readonly current: Session | undefined
  /** Follows the session that these name, if it is another one. */
  follow(names: SessionNames): void
  /** Follows none from now on. */
  stop(): void
}

export interface SessionFollower {
  /** Another session, or none: nothing of the former one holds any more. */
  onSession: () => void
  /** The state of the session: at once, and at every change. */
  onState: (state: SessionState) => void
  /** What the user has agreed to is another than before. */
  onConsent: () => void
}

export function followSession({ onSession, onState, onConsent }: SessionFollower): FollowedSession {
  let current: Session | undefined
  let unsubscribe: (() => void) | undefined
  let named: SessionNames = {}
  const ignore = onConfigure(() => {
    follow(named)
  })

  function follow(names: SessionNames): void {
    named = names
    const session = sessionNamed(names)
    if (session === current) return
    unsubscribe?.()
    unsubscribe = undefined
    current = session
    onSession()
    if (session === undefined || session !== current) return
    const end = session.onChange(({ state }) => {
      if (session === current) onState(state)
    })
    // Told of the state, the host may have named another session in the meantime.
    if (session !== current) {
      end()
      return
    }
    const endConsent = session.consent.onChange(onConsent)
    unsubscribe = () => {
      end()
      endConsent()
    }
    void session.restored()
  }

  return {
    get current() {
      return current
    },
    follow,
    stop: () => {
      ignore()
      unsubscribe?.()
      current = undefined
    },
  }
}

function sessionNamed(names: SessionNames): Session | undefined {
  try {
    return sessionFor(names)
  } catch {
    // Told by the tap that needs it: configuration may still be on its way.
    return undefined
  }
}
