import { describeBug, type Log } from '../log'
import type { FinishedLogin } from '../login/login'

/** A login that has its token, as a server of the relay's host is told of it. */
export interface ToldLogin {
  /** Of the mini program or plugin that the user logged in to. */
  appId: string
  /** The id that WeChat gave and IoT Explorer got: OpenID, or UnionID where `WX_ID_KIND` says so. It stays on the server. */
  openId: string
  /** When the token ends, Unix seconds. */
  expireAt: number
  /** Names the login in the log, and on the phone. */
  requestId: string
}

/** Called when the reply has been sent. What it throws or rejects with is a line in the log, and no failed login. */
export type OnLogin = (login: ToldLogin) => unknown

/** Joins a function of the host's to the end of logins. */
export function tellLogin(onLogin: OnLogin, log: Log): (login: FinishedLogin) => void {
  return ({ appId, wxOpenId, expireAt, requestId }) => {
    Promise.resolve()
      .then(() => onLogin({ appId, openId: wxOpenId.reveal(), expireAt, requestId }))
      .catch((error: unknown) => {
        // Its message may hold what it was told, so it is left out.
        log('error', 'on-login', { requestId, appId, ...describeBug(error), hint: ON_LOGIN_HINT })
      })
  }
}

export const ON_LOGIN_HINT = 'The function onLogin failed, and the login did not: correct the function.'
