import type { LoginError } from '../../errors'
import type { Profile } from '../../identity/profile'
import type { LoginResult, Session } from '../../session/session'
import type { SessionState } from '../../session/state'
import type { anyType } from './check-props'
import type { DeveloperConsole } from './developer-console'
import type { LinkDetail } from './events'
import type { FollowedSession } from './followed-session'
import type { GivenConsent } from './given-consent'
import type { LongWait } from './long-wait'
import type { Props } from './props'
import type { SilentLogin } from './silent-login'
import type { Situation, View } from './view'
import type { AppBase } from './wx-app-base'

/** What an instance holds beside its data. */
export interface Held {
  attached: boolean
  props: Props
  base: AppBase
  state: SessionState
  failure: string | undefined
  /** Of the last failure, and whether the user has asked for it. */
  requestId: string | undefined
  asksForId: boolean
  agreementMissed: boolean
  /** The refusal of the last tap, while the user is asked whether to keep the account. */
  deletion: LoginError | undefined
  /** What the user gives in that tap. */
  given: Promise<Profile | undefined> | undefined
  followed: FollowedSession
  consent: GivenConsent
  wait: LongWait
  console: DeveloperConsole
  /** The session of the tap that has not ended yet, so that a second tap does nothing twice. */
  tapped: Session | undefined
  silent: SilentLogin
  /** The session whose login this button has told its host of. */
  toldOf: Session | undefined
}

/** What follows from properties and session: `define-login-button.ts`. */
export type Appearance = {
  situation(): Situation
  render(): void
  applyProps(): void
  move(state: SessionState): void
  loginSilently(): Promise<void>
}

/** What follows from a tap: `handle-taps.ts`. */
export type TapHandlers = {
  handleTap(): void
  /** Logs in, with everything agreed to. */
  goOn(): void
  /** @param cancelDeletion the user was asked, and keeps the account */
  logIn(cancelDeletion?: boolean): Promise<void>
  handleWayOut(): void
  /** Yes and no to the question in the sheet, whichever it is. */
  handleSheetYes(): void
  handleSheetNo(): void
  /** The user asks for the request id, to hand it to support. */
  handleAlertLongPress(): void
  handleLogOut(): void
}

/** What follows from the line with the box: `handle-agreement.ts`. */
export type AgreementHandlers = {
  handleAgreementChange(event: WechatMiniprogram.CustomEvent<{ agreed: boolean }>): void
  handleAgreementLink(event: WechatMiniprogram.CustomEvent<LinkDetail>): void
}

/** How a login ended, for the host: `tell-host.ts`. */
export type HostEvents = {
  succeed(result: LoginResult, session: Session): void
  fail(error: LoginError, session: Session | undefined): void
  tell(error: LoginError): void
}

export type Methods = Appearance & TapHandlers & AgreementHandlers & HostEvents

/** `this` in each of the methods. */
export type Button = WechatMiniprogram.Component.Instance<{ view: View }, typeof anyType, Methods, [], Held>
