import type { LoginError } from '../errors'
import type { CodeSource } from '../identity/identity'
import type { GivenProfile, Profile } from '../identity/profile'
import type { KeptConsent } from './consent'
import type { SessionState } from './state'

/** What the platform calls AccessToken, in its own spelling: made to be handed to Tencent's SDK. */
export interface AccessToken {
  Token: string
  /** Unix seconds by the platform's clock. */
  ExpireAt: number
}

/** What one login brought. */
export interface LoginResult extends AccessToken {
  /** Present when this login has cancelled a pending account deletion. */
  CancelAccountTime?: number | string
  /** What was sent along: never WeChat's placeholder. */
  profile?: Profile
  /** Who gave the code; absent where the token was at hand. */
  codeSource?: CodeSource
}

export interface LoginOptions {
  /** Log in even though a good token is at hand. Default: false. */
  force?: boolean
  /** The user was asked, and keeps the account whose deletion is pending. Only a tap may say so. Default: false. */
  cancelDeletion?: boolean
  /**
   * What the user gave, or WeChat's own userInfo. What cannot be sent is left out. A promise may stay open up to a
   * minute; one that rejects counts as nothing given.
   */
  profile?: GivenProfile | undefined | Promise<GivenProfile | undefined>
}

export interface SessionChange {
  state: SessionState
  /** Why the last login failed, or the last renewal of a token that is still good. */
  error?: LoginError
}

/** Called back with a session's state. The second argument ends it: within the first call there is no other way yet. */
export type SessionListener = (change: SessionChange, unsubscribe: () => void) => void

/** One user's login with one AppKey. Every rejection of its methods is a {@link LoginError}. */
export interface Session {
  readonly state: SessionState
  /**
   * Name and picture that the user gave in the login or by `updateProfile()` on this phone. None where they gave none,
   * and from the logout or the end of the token on.
   */
  readonly profile: Profile | undefined
  /** What the user has agreed to, for those who draw a box of their own; `<iot-login>` keeps it by itself. */
  readonly consent: KeptConsent
  /** Resolves with the present state, once the phone's storage has been read. Never rejects. */
  restored(): Promise<SessionState>
  /** The user wants to be logged in: answers the token at hand, or gets one. Callers at the same time share one login. */
  login(options?: LoginOptions): Promise<LoginResult>
  /** A token that is good now, renewed ahead of its end. Logs in without the user, but never after `logout()`. */
  getAccessToken(): Promise<AccessToken>
  /** The platform refused `token`: drop it, if it is still the one at hand. */
  invalidate(token: string): Promise<void>
  /**
   * Tells IoT Explorer (`AppLogoutUser`, at most 3 seconds, its failure is ignored) and forgets the token, here and after
   * a restart; a login that is running is called off.
   */
  logout(): Promise<void>
  /**
   * Calls off the login that is running, if there is one: who waits for it is refused with `Client.Cancelled`, and
   * the state is `ready` where a token is still good, else `signed-out`.
   */
  cancel(): void
  /**
   * Changes name and picture of the account: the platform ignores those of later logins. `avatar` has to be an https
   * address; a temporary path is refused with `Client.InvalidProfile`.
   */
  updateProfile(profile: GivenProfile): Promise<void>
  /**
   * Deletes the account, for a user who has been asked: it is gone after about seven days, unless they log in and want
   * it back. The relay is told first and refuses logins meanwhile; then IoT Explorer; then the token is forgotten.
   */
  deleteAccount(options: { confirmed: true }): Promise<void>
  /**
   * Calls back with the present state, at once and before it returns, then at every change. Returns the function that
   * unsubscribes.
   */
  onChange(listener: SessionListener): () => void
  /**
   * Renews the token ahead of its end without being asked, for pages that stay open. Without it a token that ends
   * moves the state to `signed-out`. Returns the function that ends it; logs no user in who has no token.
   */
  autoRenew(): () => void
}
