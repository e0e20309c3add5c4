import type { Clock } from '../../clock'
import { relayError } from '../../errors'
import type { RegisteredApp } from '../../registered-app'
import { Secret } from '../../secret'
import type { CallUpstream, UpstreamRequest } from '../call'
import { withEitherSecret } from '../either-secret'
import { isSecretRefused, wechatSecrets } from './app-secrets'
import { readReply, requiredText } from './read-reply'

/**
 * The interface call credential of an app, in normal mode: WeChat gives every caller the same token while it
 * is good, so several relays can each ask without disturbing one another.
 * https://developers.weixin.qq.com/doc/service/api/base/api_getstableaccesstoken
 */
export function buildStableToken(baseUrl: string, { appId }: RegisteredApp, secret: Secret): UpstreamRequest {
  const body = { grant_type: 'client_credential', appid: appId, secret: secret.reveal() }
  return { upstream: 'WeChat', method: 'POST', url: new URL(`${baseUrl}/cgi-bin/stable_token`), body }
}

export interface AccessToken {
  value: Secret
  /** Seconds from the moment of the reply. */
  expiresIn: number
}

export function readStableToken(text: string): AccessToken {
  const reply = readReply(text)
  const value = new Secret(requiredText(reply, 'access_token'))
  const { expires_in: expiresIn } = reply
  if (typeof expiresIn === 'number' && expiresIn > 0) return { value, expiresIn }
  throw relayError('WeChat.UnexpectedReply', { hint: 'The reply had no expires_in.' })
}

/** WeChat renews in the last five minutes and lets the old token live on for them, so a minute is enough. */
const MARGIN_MS = 60_000

export interface AccessTokens {
  get(app: RegisteredApp): Promise<Secret>
  /** Drops a token that WeChat refused, unless another one has taken its place meanwhile. */
  discard(app: RegisteredApp, refused: Secret): void
}

/** Keeps one token an app in memory. Callers who come while it is being fetched share the one request. */
export function createAccessTokens(call: CallUpstream, baseUrl: string, clock: Clock): AccessTokens {
  const kept = new Map<string, { value: Secret; goodUntil: number }>()
  const pending = new Map<string, Promise<Secret>>()

  async function fetchToken(app: RegisteredApp): Promise<Secret> {
    const ask = async (secret: Secret): Promise<AccessToken> =>
      readStableToken(await call(buildStableToken(baseUrl, app, secret)))
    const { value, expiresIn } = await withEitherSecret(wechatSecrets(app), isSecretRefused, ask)
    kept.set(app.appId, { value, goodUntil: clock.elapsed() + expiresIn * 1000 - MARGIN_MS })
    return value
  }

  function fetchOnce(app: RegisteredApp): Promise<Secret> {
    const underWay = fetchToken(app).finally(() => pending.delete(app.appId))
    pending.set(app.appId, underWay)
    return underWay
  }

  return {
    async get(app) {
      const token = kept.get(app.appId)
      if (token !== undefined && clock.elapsed() < token.goodUntil) return token.value
      return pending.get(app.appId) ?? fetchOnce(app)
    },
    discard(app, refused) {
      if (kept.get(app.appId)?.value === refused) kept.delete(app.appId)
    },
  }
}
