import { LoginError } from './errors'
import { wxLoginCode } from './identity/wx-login-code'
import { relayClient } from './relay-client/relay-client'
import { wxRequest } from './relay-client/wx-request'
import { newRequestId } from './request-id'
import type { LoginOptions, LoginResult, Session } from './session/session'
import { createSessionCore } from './session/session-core'
import { sessionRecordStore } from './session/session-record'
import { wxStorage } from './session/wx-storage'
import { checkSilentOptions, type SilentOptions } from './silent-options'
import type { Say } from './wx-failure'
import { recordOf, tellConfigured, wxRegistry } from './wx-registry'

export type { LoginError, LoginErrorDetails, Stage } from './errors'
export { isLoginError } from './errors'
export type { AccessToken, LoginResult, SessionChange } from './session/session'
export type { SessionState } from './session/state'
export type { SilentOptions } from './silent-options'

/** A {@link Session} without what concerns the account. Its `logout()` forgets the token and does not tell IoT Explorer. */
export interface SilentSession extends Omit<
  Session,
  'consent' | 'profile' | 'login' | 'updateProfile' | 'deleteAccount'
> {
  login(options?: Omit<LoginOptions, 'profile'>): Promise<LoginResult>
}

/** The code says what failed; its cure is in a table of the README, which no phone has to carry. */
const say: Say = ({ code }, subject) =>
  `${subject} failed: see ${code} in the README of miniprogram-iot-login.`

/**
 * Sets up the app's session, for a silent login over `wx.login`, `wx.request` and the storage. The full entry's
 * `getSession()` and `<iot-login>` find it too, and add what it lacks.
 *
 * @throws {LoginError} Client.InvalidConfiguration, naming every option that cannot be used
 */
export function configure(options: SilentOptions): SilentSession {
  const { relayUrl, appKey, appId, codeTimeout, requestTimeout, renewBefore, encrypt } =
    checkSilentOptions(options)
  const core = createSessionCore({
    identify: wxLoginCode(codeTimeout, say),
    exchange: relayClient(relayUrl.replace(/\/+$/, ''), wxRequest(requestTimeout, 'exchange', say)),
    shared: recordOf(appKey, sessionRecordStore(wxStorage(encrypt), appKey)),
    now: Date.now,
    newRequestId,
    appId,
    renewBefore,
  })
  Object.assign(wxRegistry(), { configured: undefined, silent: { core, options } })
  tellConfigured()
  return core
}

/**
 * The session of `configure()`, of this entry or the full one.
 *
 * @throws {LoginError} Client.NotConfigured
 */
export function getSession(): SilentSession {
  const { configured, silent } = wxRegistry()
  const session = configured ?? silent?.core
  if (session !== undefined) return session
  throw new LoginError('Client.NotConfigured', 'Call configure({ relayUrl, appKey }) first.', {
    stage: 'configuration',
    retryable: false,
  })
}
