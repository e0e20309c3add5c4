import { RelayError } from '../../errors'
import { Secret } from '../../secret'
import type { CallUpstream, UpstreamRequest } from '../call'
import type { AccessTokens } from './access-token'
import type { ExchangeOneCode } from './code-to-session'
import { readReply, requiredText } from './read-reply'

/**
 * The exchange of a code of `wx.pluginLogin`, with the access token of the plugin's own AppID. Pure.
 * https://developers.weixin.qq.com/miniprogram/dev/server/API/user-info/basic-info/api_getpluginopenpid
 */
export function buildPluginOpenPid(baseUrl: string, accessToken: Secret, code: string): UpstreamRequest {
  const url = new URL(`${baseUrl}/wxa/getpluginopenpid`)
  url.searchParams.set('access_token', accessToken.reveal())
  return { upstream: 'WeChat', method: 'POST', url, body: { code } }
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
): ExchangeOneCode {
  const exchange = async (accessToken: Secret, code: string): Promise<Secret> =>
    readPluginOpenPid(await call(buildPluginOpenPid(baseUrl, accessToken, code)))

  return async (app, code) => {
    const accessToken = await tokens.get(app)
    try {
      return await exchange(accessToken, code)
    } catch (error) {
      const isStale = error instanceof RelayError && STALE_TOKEN.has(error.note.upstreamCode)
      if (!isStale) throw error
      tokens.discard(app, accessToken)
      // The code is still unspent: WeChat checks the access token first.
      return exchange(await tokens.get(app), code)
    }
  }
}
