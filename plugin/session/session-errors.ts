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

/** Anything thrown, as a LoginError that carries the login's id. */
export function asLoginError(thrown: unknown, requestId?: string): LoginError {
  if (!isLoginError(thrown)) {
    return new LoginError(
      'Client.InternalError',
      'A function failed that should not. Read its error in `cause`; report it if it is not yours.',
      {
        stage: 'session',
        retryable: false,
        requestId,
        cause: thrown,
      },
    )
  }
  if (thrown.requestId !== undefined || requestId === undefined) return thrown
  const { code, message, stage, retryable, deleteAt, cause } = thrown
  return new LoginError(code, message, { stage, retryable, deleteAt, cause, requestId })
}
