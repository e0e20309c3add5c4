import type { LoginError } from '../../errors'
import type { AccessToken, Session } from '../../session/session'
import { asLoginError } from '../../session/session-errors'

/** Logs in without a tap, once for each session, and renews the token for as long as the button wants it. */
export interface SilentLogin {
  /** The session to be logged in to from now on; none stops what there was. */
  keep(session: Session | undefined): void
}

export interface SilentLoginListener {
  onToken: (token: AccessToken, session: Session) => void
  /** The user did not ask for it, so nothing is shown. */
  onError: (error: LoginError, session: Session) => void
}

export function silentLogin({ onToken, onError }: SilentLoginListener): SilentLogin {
  let kept: Session | undefined
  let stopRenewing: (() => void) | undefined
  return {
    keep: (session) => {
      if (session === kept) return
      stopRenewing?.()
      kept = session
      stopRenewing = session?.autoRenew()
      session?.getAccessToken().then(
        (token) => {
          onToken(token, session)
        },
        (thrown: unknown) => {
          const error = asLoginError(thrown)
          // A user who signed out stays so.
          if (error.code !== 'Client.SignedOut') onError(error, session)
        },
      )
    },
  }
}
