import { relayError, type RelayError } from '../../errors'
import type { Deadline } from '../../login/deadline'
import type { IdKind, RegisteredApp } from '../../registered-app'
import { Secret } from '../../secret'
import type { CallUpstream, UpstreamRequest } from '../call'
import { withEitherSecret } from '../either-secret'
import { isUnsent } from '../fault'
import type { Retry } from '../retry'
import { isSecretRefused, wechatSecrets } from './app-secrets'
import { readReply, requiredText } from './read-reply'

/**
 * The exchange of a code of `wx.login`. Pure.
 * https://developers.weixin.qq.com/miniprogram/dev/server/API/user-login/api_code2session
 */
function buildCodeToSession(
  baseUrl: string,
  { appId }: RegisteredApp,
  secret: Secret,
  code: string,
  deadline: Deadline,
): UpstreamRequest {
  const url = new URL(`${baseUrl}/sns/jscode2session`)
  url.searchParams.set('appid', appId)
  url.searchParams.set('secret', secret.reveal())
  url.searchParams.set('js_code', code)
  url.searchParams.set('grant_type', 'authorization_code')
  return { upstream: 'WeChat', operation: 'jscode2session', method: 'GET', url, deadline }
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

export type ExchangeOneCode = (app: RegisteredApp, code: string, deadline: Deadline) => Promise<Secret>

/**
 * Whether a code is still good after a failure, so that sending it again can do no harm: WeChat never saw it, or
 * answered -1, of which its page says to try again later. After any other failure it may be spent.
 */
export const isCodeUnspent = ({ note }: RelayError): boolean =>
  isUnsent(note.fault) || note.upstreamCode === '-1'

/**
 * Whether a refused secret spends the code is not established by WeChat's documents; should it, the second try
 * ends in CodeUsed, and the client comes back with a fresh one.
 */
export function createCodeToSession(call: CallUpstream, baseUrl: string, retry: Retry): ExchangeOneCode {
  return (app, code, deadline) =>
    withEitherSecret(wechatSecrets(app), isSecretRefused, (secret) =>
      retry({ operation: 'jscode2session', isHarmless: isCodeUnspent, deadline }, async () =>
        readCodeToSession(await call(buildCodeToSession(baseUrl, app, secret, code, deadline)), app.idKind),
      ),
    )
}
