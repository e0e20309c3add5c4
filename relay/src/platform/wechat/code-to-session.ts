import { relayError, type RelayError } from '../../errors'
import type { IdKind } from '../../registered-app'
import { Secret } from '../../secret'
import { isLost, isUnsent } from '../fault'
import type { Operation } from '../operation'
import { isAppSecretRefused, wechatAppSecrets } from './app-secrets'
import { readReply, requiredText } from './read-reply'

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
    hint: 'Bind the app to an Open Platform account, or set the id kind to openid.',
  })
}

/**
 * Whether a code may be sent again: WeChat never saw it; or answered -1, of which its page says to try again later;
 * or a kept connection closed without a byte, once. Were the code spent by then, WeChat says so (40163), and nothing is
 * lost: the caller needs a new one anyway.
 */
export function mayRetryExchange(error: RelayError, tries: number): boolean {
  return isUnsent(error) || error.note.upstreamCode === '-1' || (isLost(error) && tries === 1)
}
