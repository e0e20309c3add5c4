import type { CodeSource } from './identity/identity'
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
  /** `wx.login` does not work with this AppID, such as DevTools' tourist one. */
  | 'Client.AppIDRejected'
  /** WeChat DevTools is signed out. */
  | 'Client.DevToolsSignedOut'
  /** `wx.login` was refused in a plugin whose host has another AppID. */
  | 'Client.PluginLoginNeeded'
  /** The app was in the background (errno 600003). */
  | 'Client.Interrupted'
  /** The relay's domain is not among the request domains in the WeChat console (errno 600002). */
  | 'Client.DomainNotAllowed'
  /** WeChat takes the relay's address for none (errno 600009). */
  | 'Client.InvalidURL'
  /** The phone rejects the certificate of the relay, mostly for an incomplete chain. */
  | 'Client.CertificateRejected'
  /** Ten requests of the app were running already (errno 600007). */
  | 'Client.TooManyRequests'
  /** The request did not reach the relay, or its reply did not come back. */
  | 'Client.NetworkFailed'
  /** The relay did not reply in time. */
  | 'Client.RequestTimeout'
  /** `wx.cloud.init()` was not called, or the base library has no such call. */
  | 'Client.CloudNotReady'
  /** The cloud environment or service is not one of this AppID. */
  | 'Client.CloudEnvironmentNotFound'
  /** The cloud function is not deployed in the environment. */
  | 'Client.CloudFunctionNotFound'
  /** The app has no right to what it called in WeChat's cloud. */
  | 'Client.CloudNotPermitted'
  /** The cloud function crashed. */
  | 'Client.CloudFunctionFailed'
  /** The cloud function ran into its own time limit. */
  | 'Client.CloudTimeLimit'
  /** The container of CloudBase Run was starting. */
  | 'Client.CloudStarting'
  /** The quota of the cloud environment is used up. */
  | 'Client.CloudQuotaExceeded'
  /** WeChat's cloud itself has failed. */
  | 'Client.CloudUnavailable'
  /** Name or picture cannot be sent, a temporary path for one. */
  | 'Client.InvalidProfile'
  /** `deleteAccount()` was called without `confirmed: true`. */
  | 'Client.DeletionNotConfirmed'
  /** What answered is not a relay, or broke the contract. */
  | 'Client.UnexpectedReply'
  /** `logout()` was called, and the user has not logged in since: nothing does so by itself. */
  | 'Client.SignedOut'
  /** `logout()` or `cancel()` was called while this login ran. */
  | 'Client.Cancelled'
  /** A bug of ours, or an error thrown by a function that the host supplied; `cause` holds it. */
  | 'Client.InternalError'

/** Every code of iot-login itself. A relay of your own may add others. */
export type ErrorCode = RelayErrorCode | ClientErrorCode

/** How far the login had come. */
export type Stage = 'configuration' | 'identity' | 'exchange' | 'profile' | 'session'

export interface LoginErrorDetails {
  stage: Stage
  /** Whether the same thing, asked again, can succeed without anyone changing anything. */
  retryable: boolean
  /** Names the login in the relay's and the platform's logs; support asks for it. */
  requestId?: string | undefined
  deleteAt?: number | undefined
  codeSource?: CodeSource | undefined
  cause?: unknown
}

/**
 * Every failure of this package. Decide by `code`; the message is for developers: what failed, then the cure, and no
 * secret. The sentences for users are in `locale/`.
 */
export class LoginError extends Error {
  override readonly name = 'LoginError'
  /** An {@link ErrorCode}, or a code of the platform or of another relay, unchanged. */
  readonly code: ErrorCode | (string & {})
  readonly stage!: Stage
  readonly retryable!: boolean
  readonly requestId: string | undefined
  /** With `Relay.DeletionPending`: when the account will be deleted, Unix seconds. */
  readonly deleteAt: number | undefined
  /** Who was asked for the code, or gave it; absent where the login had not come so far. */
  readonly codeSource: CodeSource | undefined
  /** What led to it: the failure object of a `wx` call, or an error. Set by hand, since old engines do not know it. */
  readonly cause: unknown

  constructor(code: LoginError['code'], message: string, details: LoginErrorDetails) {
    super(message)
    Object.assign(this, details)
    this.code = code
  }
}

/**
 * Recognises a LoginError by its shape, since one from another copy of this package, or from the world of a plugin, has
 * another class.
 */
export function isLoginError(value: unknown): value is LoginError {
  const { name, code, stage, message } = Object(value) as Record<string, unknown>
  return name === 'LoginError' && [code, stage, message].every((each) => typeof each === 'string')
}
