import type { ErrorCode } from '../errors'

/** Everything that `<iot-login>` can say, in one language. The `labels` property replaces what stands on the component. */
export interface Words {
  /** On the button, before a login. */
  login: string
  /** On the button, while a login runs. */
  loggingIn: string
  /** On the button, after a login. */
  loggedIn: string
  /** On the button, after a login that failed. */
  retry: string
  /** In WeChat's profile dialog: what name and picture are for. At most 30 characters. */
  desc: string
  /** Before the agreements' names. */
  agree: string
  /** Between two agreements' names. */
  and: string
  /** When the button is tapped before the agreements were ticked. */
  agreeFirst: string
  /** Over the sheet that asks for the agreements. */
  sheetTitle: string
  /** On the sheet: no. */
  disagree: string
  /** On the sheet: agrees, and logs in within the same tap. */
  agreeAndLogin: string
  /** Over the sheet that asks a user whose account is about to be deleted. */
  deletionTitle: string
  /** On that sheet: what is lost, and when. `{date}` becomes the day, or `deletionSoon`. */
  deletionLoss: string
  /** In place of the day, where the relay tells none. */
  deletionSoon: string
  /** On that sheet: no login. */
  keepDeleting: string
  /** On that sheet: cancels the deletion, and logs in within the same tap. */
  cancelDeletion: string
  /** Below the button: the user does not want to log in now. */
  skip: string
  /** Below the button, when a login takes long. */
  cancel: string
  /** On the card of a user who is signed in: ends the login, not the account. */
  logOut: string
  /** Before the request id that a user hands to support. */
  requestId: string
  /** For a code that is not listed here. */
  otherError: string
  /** What each failure means to the user, and what they can do. */
  errors: Record<ErrorCode, string>
}
