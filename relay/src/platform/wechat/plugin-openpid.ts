import { Secret } from '../../secret'
import type { Operation, SecretSource } from '../operation'
import { mayRetryExchange } from './code-to-session'
import { readReply, requiredText } from './read-reply'

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
export const createPluginOpenPid = (accessTokens: SecretSource): Operation<string, Secret> => ({
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
