import type { RelayErrorCode } from './relay-client/contract'

/** Failures that happen on the phone, before or instead of an answer by the relay. */
export type ClientErrorCode =
  /** No session: `configure()` was not called and the component has no `relay-url` and `app-key`. */
  | 'Client.NotConfigured'
  /** An option of `configure()` or a property of the component cannot be used; the message names it. */
  | 'Client.InvalidConfiguration'
  /** `wx.login` (or `wx.pluginLogin`, or the host's own function) gave no code. */
  | 'Client.NoCode'
  /** It gave no answer at all in time. */
  | 'Client.CodeTimeout'
  /** WeChat has blocked logins of this mini program (errno 1402101). */
  | 'Client.LoginBlocked'
  /** The relay's domain is not among the request domains in the WeChat console (errno 600002). */
  | 'Client.DomainNotAllowed'
  /** The request did not reach the relay, or its answer did not come back. */
  | 'Client.NetworkFailed'
  /** The relay did not answer in time. */
  | 'Client.RequestTimeout'
  /** What answered is not a relay, or broke the contract. */
  | 'Client.UnexpectedReply'
  /** `logout()` was called, and nobody has logged in since: nothing does so by itself. */
  | 'Client.SignedOut'
  /** `logout()` was called while this login ran. */
  | 'Client.Cancelled'
  /** A bug of ours, or an error thrown by a function that the host supplied; `cause` holds it. */
  | 'Client.InternalError'

/** Every code that iot-login itself can answer. A relay of your own may add others. */
export type ErrorCode = RelayErrorCode | ClientErrorCode

/** How far the login had come. */
export type Stage = 'configuration' | 'identity' | 'exchange' | 'profile' | 'session'

export interface LoginErrorDetails {
  stage: Stage
  /** Whether the same thing, asked again, can succeed without anybody changing anything. */
  retryable: boolean
  /** Names the login in the relay's and the platform's logs; support asks for it. */
  requestId?: string | undefined
  cause?: unknown
}

/**
 * Every failure of this package. Decide by `code`; the message is for developers and names the cure, the
 * sentences for users are in `locale/`.
 */
export class LoginError extends Error {
  override readonly name = 'LoginError'
  /** An {@link ErrorCode}, or a code of the platform or of another relay, unchanged. */
  readonly code: ErrorCode | (string & {})
  readonly stage: Stage
  readonly retryable: boolean
  readonly requestId: string | undefined
  /** What led to it: the failure object of a `wx` call, or an error. Set by hand, since old engines do not know it. */
  readonly cause: unknown

  constructor(code: LoginError['code'], message: string, details: LoginErrorDetails) {
    super(message)
    this.code = code
    this.stage = details.stage
    this.retryable = details.retryable
    this.requestId = details.requestId
    this.cause = details.cause
  }
}

/** Recognises a LoginError by its shape, so that one from another copy of this package counts too. */
export function isLoginError(value: unknown): value is LoginError {
  return value instanceof Error && value.name === 'LoginError' && 'code' in value && 'stage' in value
}
