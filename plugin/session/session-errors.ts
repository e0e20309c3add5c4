import { isLoginError, LoginError } from '../errors'

/** The error of a login that `logout()` called off. */
export function cancelled(): LoginError {
  return new LoginError('Client.Cancelled', 'logout() was called while this login ran.', {
    stage: 'session',
    retryable: false,
  })
}

/** The error of a token asked for after `logout()`. */
export function signedOutError(): LoginError {
  return new LoginError('Client.SignedOut', 'The user signed out; call login() once they want to be back.', {
    stage: 'session',
    retryable: false,
  })
}

/** Anything thrown, as a LoginError that carries the login's id. */
export function asLoginError(thrown: unknown, requestId?: string): LoginError {
  if (!isLoginError(thrown)) {
    return new LoginError('Client.InternalError', 'A bug in iot-login; please report what `cause` says.', {
      stage: 'session',
      retryable: false,
      requestId,
      cause: thrown,
    })
  }
  if (thrown.requestId !== undefined || requestId === undefined) return thrown
  const { code, message, stage, retryable, cause } = thrown
  return new LoginError(code, message, { stage, retryable, cause, requestId })
}
