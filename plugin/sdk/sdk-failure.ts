import type { LoginError, Stage } from '../errors'
import { asLoginError } from '../session/session-errors'

/** A failed login in the form that the SDK hands on unchanged. */
export interface SdkFailure {
  /** As in {@link LoginError}. */
  code: string
  /** For developers, as the message of a {@link LoginError}. */
  msg: string
  stage: Stage
  retryable: boolean
  requestId?: string
}

/**
 * Rejects with what the SDK passes to the app as it is: a plain object with `code` and `msg`. An Error would become
 * `INTERNAL_ERROR`, an `errMsg` would become `WX_API_FAIL`.
 */
export function sdkFailure(thrown: unknown): Promise<never> {
  const { code, message, stage, retryable, requestId }: LoginError = asLoginError(thrown)
  const failure: SdkFailure = {
    code: harmless(code),
    msg: message,
    stage,
    retryable,
    ...(requestId === undefined ? {} : { requestId }),
  }
  // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- see above
  return Promise.reject(failure)
}

/** Either word in a code makes the SDK take a failed login for a refused token, and replace code and message. */
function harmless(code: string): string {
  return code
    .replace('InvalidAccessToken', 'AccessTokenInvalid')
    .replace('VERIFY_LOGIN_FAIL', 'LoginNotVerified')
}
