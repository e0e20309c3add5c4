import { RelayError } from '../../errors'
import type { Deadline } from '../../login/deadline'
import { Secret } from '../../secret'
import type { CallUpstream, UpstreamRequest } from '../call'
import type { Retry } from '../retry'
import type { AccessTokens } from './access-token'
import { isCodeUnspent, type ExchangeOneCode } from './code-to-session'
import { readReply, requiredText } from './read-reply'

/**
 * The exchange of a code of `wx.pluginLogin`, with the access token of the plugin's own AppID. Pure.
 * https://developers.weixin.qq.com/miniprogram/dev/server/API/user-info/basic-info/api_getpluginopenpid
 */
function buildPluginOpenPid(
  baseUrl: string,
  accessToken: Secret,
  code: string,
  deadline: Deadline,
): UpstreamRequest {
  const url = new URL(`${baseUrl}/wxa/getpluginopenpid`)
  url.searchParams.set('access_token', accessToken.reveal())
  return { upstream: 'WeChat', operation: 'getpluginopenpid', method: 'POST', url, body: { code }, deadline }
}

/** The openpid out of a reply's text. Pure. It differs by user, host and plugin; no UnionID comes with it. */
export function readPluginOpenPid(text: string): Secret {
  return new Secret(requiredText(readReply(text), 'openpid'))
}

/** 40001: somebody has forced a new access token, so ours is dead before its time. 42001: it has expired. */
const STALE_TOKEN: ReadonlySet<string | undefined> = new Set(['40001', '42001'])

/** Exchanges a code, once more with a fresh access token when WeChat refuses the kept one. */
export function createPluginOpenPid(
  call: CallUpstream,
  baseUrl: string,
  tokens: AccessTokens,
  retry: Retry,
): ExchangeOneCode {
  const exchange = (accessToken: Secret, code: string, deadline: Deadline): Promise<Secret> =>
    retry({ operation: 'getpluginopenpid', isHarmless: isCodeUnspent, deadline }, async () =>
      readPluginOpenPid(await call(buildPluginOpenPid(baseUrl, accessToken, code, deadline))),
    )

  return async (app, code, deadline) => {
    const accessToken = await tokens.get(app, deadline)
    try {
      return await exchange(accessToken, code, deadline)
    } catch (error) {
      const isStale = error instanceof RelayError && STALE_TOKEN.has(error.note.upstreamCode)
      if (!isStale) throw error
      tokens.discard(app, accessToken)
      // The code is still unspent: WeChat checks the access token first.
      return exchange(await tokens.get(app, deadline), code, deadline)
    }
  }
}
