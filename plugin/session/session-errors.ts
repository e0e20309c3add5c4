import type { CodeSource } from '../identity/identity'
import { isLoginError, LoginError } from '../errors'

/** The error of a login that `logout()` or `cancel()` called off. */
export function cancelled(by: 'logout' | 'cancel'): LoginError {
  return new LoginError(
    'Client.Cancelled',
    `${by}() was called while this login ran. Call login() again when the user wants to be logged in.`,
    { stage: 'session', retryable: false },
  )
}

/** The error of a token asked for after `logout()`. */
export function signedOutError(): LoginError {
  return new LoginError(
    'Client.SignedOut',
    'The user signed out, so no login starts without them. Call login() from a tap.',
    {
      stage: 'session',
      retryable: false,
    },
  )
}

/** Anything thrown, as a LoginError that carries what is known of the login. One that is ours keeps its stack. */
export function asLoginError(thrown: unknown, requestId?: string, codeSource?: CodeSource): LoginError {
  const error = isLoginError(thrown)
    ? thrown
    : new LoginError(
        'Client.InternalError',
        'A function failed that should not. Read its error in `cause`; report it if it is not yours.',
        { stage: 'session', retryable: false, cause: thrown },
      )
  return Object.assign(error, {
    requestId: error.requestId ?? requestId,
    codeSource: error.codeSource ?? codeSource,
  })
}
