/** What WeChat passes to `fail`. */
export interface WxFailure {
  errMsg: string
  /** Since base library 2.24.0; absent where WeChat gives none. */
  errno?: number
}

/** How the relay replies: HTTP status and the code of its envelope. */
export interface RelayRefusal {
  status: number
  code: string
  /** Seconds. */
  retryAfter?: number
}

/** What becomes of one call on the phone. */
export type Outcome =
  | { of: 'login' | 'getUserProfile' | 'request' | 'setStorage'; fails: WxFailure }
  /** Neither `success` nor `fail` is ever called. */
  | { of: 'login' | 'request'; hangs: true }
  | { of: 'relay'; refuses: RelayRefusal }
  /** The kept token that it reads is past its end. */
  | { of: 'getStorage'; ended: true }
  /** IoT Explorer says so of the token when it is used: `data.Error.Code` of its reply. */
  | { of: 'tokenapi'; refusesAs: string }
  | { of: 'nothing' }

/**
 * What can happen next, by name. Numbers and words are WeChat's own: PublicErrno
 * (https://developers.weixin.qq.com/miniprogram/dev/framework/usability/PublicErrno.html), where a line says nothing else.
 */
export const outcomes = {
  /** Everything works. */
  accepted: { of: 'nothing' },
  /** A `wx.login` that WeChat refuses without saying more. There is no closed list of such words. */
  loginFails: { of: 'login', fails: { errMsg: 'login:fail unknown network error', errno: 600000 } },
  /** No user is signed in to DevTools; its own words, which no page documents. */
  devToolsSignedOut: { of: 'login', fails: { errMsg: 'login:fail 需要重新登录' } },
  /** DevTools runs under an AppID that WeChat does not know; its own words. */
  appIdRejected: { of: 'login', fails: { errMsg: 'login:fail Error: 40013,invalid appid' } },
  loginBlocked: { of: 'login', fails: { errMsg: 'login:fail appid login is blocked', errno: 1402101 } },
  loginHangs: { of: 'login', hangs: true },
  /** The words of WeChat's network stack when there is no network. */
  offline: {
    of: 'request',
    fails: {
      errMsg: 'request:fail errcode:-106 cronet_error_code:-106 error_msg:net::ERR_INTERNET_DISCONNECTED',
      errno: 600001,
    },
  },
  /** The mini program went to the background while it waited. */
  interrupted: { of: 'request', fails: { errMsg: 'request:fail interrupted', errno: 600003 } },
  timeout: { of: 'request', fails: { errMsg: 'request:fail timeout', errno: 5 } },
  domainNotAllowed: {
    of: 'request',
    fails: { errMsg: 'request:fail url not in domain list', errno: 600002 },
  },
  /** The relay's certificate chain is incomplete; the words of WeChat's network stack. */
  certificate: {
    of: 'request',
    fails: {
      errMsg: 'request:fail errcode:-202 cronet_error_code:-202 error_msg:net::ERR_CERT_AUTHORITY_INVALID',
      errno: 600001,
    },
  },
  tooManyRequests: { of: 'request', fails: { errMsg: 'request:fail exceed max task count', errno: 600007 } },
  /** The relay never replies: the component's own time limit ends it, so let the test's clock run. */
  hangs: { of: 'request', hangs: true },
  codeUsed: { of: 'relay', refuses: { status: 401, code: 'WeChat.CodeUsed' } },
  userBlocked: { of: 'relay', refuses: { status: 403, code: 'WeChat.UserBlocked' } },
  busy: { of: 'relay', refuses: { status: 503, code: 'Relay.Busy', retryAfter: 1 } },
  rateLimited: { of: 'relay', refuses: { status: 429, code: 'Relay.RateLimited', retryAfter: 60 } },
  relayBroken: { of: 'relay', refuses: { status: 500, code: 'Relay.InternalError' } },
  /** The phone cannot keep the token. https://developers.weixin.qq.com/miniprogram/dev/framework/ability/storage.html */
  storageFull: { of: 'setStorage', fails: { errMsg: 'setStorage:fail exceed storage max size 10Mb' } },
  /** The token that the phone has kept is past its end when the mini program next starts. */
  tokenExpired: { of: 'getStorage', ended: true },
  /** IoT Explorer refuses the token: https://cloud.tencent.com/document/product/1081/40773 */
  tokenRevoked: { of: 'tokenapi', refusesAs: 'InvalidParameterValue.InvalidAccessToken' },
  /** The user says no to `wx.getUserProfile`; a login goes on without the profile. */
  profileRefused: { of: 'getUserProfile', fails: { errMsg: 'getUserProfile:fail auth deny' } },
} as const satisfies Record<string, Outcome>

export type OutcomeName = keyof typeof outcomes

/** @throws {TypeError} naming all outcomes, when none is called so */
export function outcomeNamed(name: OutcomeName): Outcome {
  if (Object.hasOwn(outcomes, name)) return outcomes[name]
  const known = Object.keys(outcomes).join(', ')
  throw new TypeError(`There is no outcome “${name}”. Use one of: ${known}`)
}
