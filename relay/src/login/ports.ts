import type { CodeType } from '../../../plugin/relay-client/contract'
import type { Deadline } from '../clock'
import type { HostRules, RegisteredApp } from '../registered-app'
import type { Secret } from '../secret'

/**
 * Trades a one-time code for the id of the user, as WeChat tells it. Rejects with a `RelayError` of a
 * `WeChat.*` code.
 */
export type ExchangeCode = (
  app: RegisteredApp,
  codeType: CodeType,
  code: string,
  deadline: Deadline,
) => Promise<Secret>

/** The ids of one user. */
export interface UserIds {
  /** The id that IoT Explorer knows the user by: of the kind that the app is set to. */
  wxOpenId: Secret
  /** The id that WeChat's events name the user by: an OpenID, or the OpenPID of a plugin. */
  openId: Secret
}

/** As `ExchangeCode`, with both ids. */
export type ExchangeIds = (
  app: RegisteredApp,
  codeType: CodeType,
  code: string,
  deadline: Deadline,
) => Promise<UserIds>

export interface TokenRequest {
  wxOpenId: Secret
  nickName: string
  avatar: string
  requestId: string
  deadline: Deadline
}

export interface IssuedToken {
  token: string
  /** Unix seconds, by the platform's clock. */
  expireAt: number
  /** As the platform sent it, when this login has cancelled a pending account deletion. */
  cancelAccountTime?: number | string
}

/**
 * Gets an AccessToken for a user, who gets an account on the first call. Rejects with a `RelayError` of a
 * platform code or an `IoTExplorer.*` one.
 */
export type IssueToken = (app: RegisteredApp, request: TokenRequest) => Promise<IssuedToken>

/** The headers that tell which mini program a plugin's request comes from, as they came. */
export interface HostHeaders {
  'x-wechat-hostsign'?: string | string[] | undefined
  referer?: string | undefined
}

/**
 * The AppID of the mini program that a plugin's login comes from. Throws `Relay.HostNotVerified` whatever is wrong with
 * it: a stranger is not told how far it came.
 */
export type VerifyHost = (rules: HostRules, headers: HostHeaders | undefined) => string

/** A user named by the cloud platform that runs the relay, so that no code is needed. */
export interface PlatformUser {
  /** The app that the ids are of. */
  appId: string
  openId: Secret
  /** Absent unless the app is bound to an Open Platform account. */
  unionId?: Secret
}

/** Takes the name and the picture that a user took back out of the account. Never rejects. */
export type ResetProfile = (app: RegisteredApp, request: TokenRequest & { token: string }) => Promise<void>
