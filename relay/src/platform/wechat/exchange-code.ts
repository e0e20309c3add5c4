import { relayError, type RelayError } from '../../errors'
import type { ExchangeCode, ExchangeIds, UserIds } from '../../login/ports'
import type { IdKind } from '../../registered-app'
import { Secret } from '../../secret'
import { isLost, isUnsent } from '../fault'
import { perform, type Operation, type Policies, type SecretSource } from '../operation'
import { isAppSecretRefused, readReply, requiredText } from './errcodes'

/** The AppSecret of WeChat's console, and the one before it while that is being replaced. */
export const wechatAppSecrets: SecretSource = {
  first: (app) => app.wechatAppSecret,
  other: (app) => app.previousWechatAppSecret,
}

/**
 * The exchange of a code of `wx.login`.
 * https://developers.weixin.qq.com/miniprogram/dev/server/API/user-login/api_code2session
 *
 * Whether a refused secret spends the code is not established by WeChat's documents; should it, the second try
 * ends in CodeUsed, and the client comes back with a fresh one.
 */
export const codeToSession: Operation<string, Secret> = {
  name: 'jscode2session',
  upstream: 'WeChat',
  quotaOf: (app) => app.appId,
  subjectOf: (code) => code,
  secrets: wechatAppSecrets,
  isSecretRefused: isAppSecretRefused,
  mayRetry: mayRetryExchange,
  build: ({ appId }, code, secret) => ({
    method: 'GET',
    path:
      `/sns/jscode2session?appid=${encodeURIComponent(appId)}&secret=${encodeURIComponent(secret.reveal())}` +
      `&js_code=${encodeURIComponent(code)}&grant_type=authorization_code`,
  }),
  read: (text, { idKind }) => readCodeToSession(text, idKind),
}

/** The user's id out of a reply's text. Pure. The session_key is not read: nothing here needs it. */
export function readCodeToSession(text: string, idKind: IdKind): Secret {
  const reply = readReply(text)
  const openId = requiredText(reply, 'openid')
  if (idKind === 'openid') return new Secret(openId)
  if (typeof reply.unionid === 'string' && reply.unionid !== '') return new Secret(reply.unionid)
  throw relayError('WeChat.UnionIdMissing', {
    hint: 'The reply had no unionid: bind the app to an Open Platform account, or set WX_ID_KIND=openid.',
  })
}

/** The same exchange, for those who need the id that WeChat's events name the user by as well. */
const codeToIds: Operation<string, UserIds> = {
  ...codeToSession,
  read: (text, { idKind }) => ({
    wxOpenId: readCodeToSession(text, idKind),
    openId: readCodeToSession(text, 'openid'),
  }),
}

/**
 * Whether a code may be sent again: WeChat never saw it; or answered -1, of which its page says to try again later;
 * or a kept connection closed without a byte, once. Were the code spent by then, WeChat says so (40163), and nothing is
 * lost: the caller needs a new one anyway.
 */
function mayRetryExchange(error: RelayError, tries: number): boolean {
  return isUnsent(error) || error.note.upstreamCode === '-1' || (isLost(error) && tries === 1)
}

/**
 * 40001: somebody has forced a new access token, so ours is dead before its time. 42001: it has expired. 40014: not
 * valid, reported for an expired one too. 41001: missing, so what was sent was none.
 */
const STALE_TOKEN: ReadonlySet<string | undefined> = new Set(['40001', '42001', '40014', '41001'])

/** What WeChat says to a code that is not good; its answers to a used one are not established by its documents. */
const CODE_REFUSED: ReadonlySet<string> = new Set(['WeChat.CodeInvalid', 'WeChat.WrongCodeType'])

/**
 * The exchange of a code of `wx.pluginLogin`, with the access token of the plugin's own AppID, once more with a fresh
 * one when WeChat refuses that: the code is still unspent then, since WeChat checks the access token first.
 * https://developers.weixin.qq.com/miniprogram/dev/server/API/user-info/basic-info/api_getpluginopenpid
 */
const createPluginOpenPid = (accessTokens: SecretSource): Operation<string, Secret> => ({
  name: 'getpluginopenpid',
  upstream: 'WeChat',
  quotaOf: (app) => app.appId,
  subjectOf: (code) => code,
  secrets: accessTokens,
  isSecretRefused: ({ note }) => STALE_TOKEN.has(note.upstreamCode),
  mayRetry: mayRetryExchange,
  isEchoOfLost: ({ code }) => CODE_REFUSED.has(code),
  build: (_app, code, accessToken) => ({
    method: 'POST',
    path: `/wxa/getpluginopenpid?access_token=${encodeURIComponent(accessToken.reveal())}`,
    body: JSON.stringify({ code }),
  }),
  read: readPluginOpenPid,
})

/** The openpid out of a reply's text. Pure. It differs by user, host and plugin; no UnionID comes with it. */
export function readPluginOpenPid(text: string): Secret {
  return new Secret(requiredText(readReply(text), 'openpid'))
}

/** What a login trades its code by. What the code's type asks for is never guessed: each code is good for one try. */
export function createExchangeCode(policies: Policies, accessTokens: SecretSource): ExchangeCode {
  const exchanges = { login: codeToSession, pluginLogin: createPluginOpenPid(accessTokens) }
  return (app, codeType, code, deadline) => perform(policies, exchanges[codeType], app, code, deadline)
}

/** The same for requests other than a login. A plugin's events name the user by the very OpenPID of its codes. */
export function createExchangeIds(policies: Policies, accessTokens: SecretSource): ExchangeIds {
  const openPid = createPluginOpenPid(accessTokens)
  return async (app, codeType, code, deadline) => {
    if (codeType === 'login') return perform(policies, codeToIds, app, code, deadline)
    const openId = await perform(policies, openPid, app, code, deadline)
    return { wxOpenId: openId, openId }
  }
}
