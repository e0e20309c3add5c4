import type { Clock } from '../../clock'
import { relayError, type RelayError } from '../../errors'
import type { Deadline } from '../../login/deadline'
import type { RegisteredApp } from '../../registered-app'
import { Secret } from '../../secret'
import type { CallUpstream, UpstreamRequest } from '../call'
import { withEitherSecret } from '../either-secret'
import type { Retry } from '../retry'
import { isSecretRefused, wechatSecrets } from './app-secrets'
import { readReply, requiredText } from './read-reply'

/**
 * The interface call credential of an app, in normal mode: WeChat gives every caller the same token while it
 * is good, so several relays can each ask without disturbing one another.
 * https://developers.weixin.qq.com/doc/service/api/base/api_getstableaccesstoken
 */
function buildStableToken(
  baseUrl: string,
  { appId }: RegisteredApp,
  secret: Secret,
  deadline: Deadline,
): UpstreamRequest {
  const body = { grant_type: 'client_credential', appid: appId, secret: secret.reveal() }
  const url = new URL(`${baseUrl}/cgi-bin/stable_token`)
  return { upstream: 'WeChat', operation: 'stable_token', method: 'POST', url, body, deadline }
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

/** Asking twice for the same token does no harm, so anything that may pass is worth another try. */
const isPassing = ({ code, note }: RelayError): boolean =>
  code === 'WeChat.Unreachable' || code === 'WeChat.Busy' || /^HTTP_5/.test(note.fault ?? '')

/** WeChat renews in the last five minutes and lets the old token live on for them, so a minute is enough. */
const MARGIN_MS = 60_000

export interface AccessTokens {
  get(app: RegisteredApp, deadline: Deadline): Promise<Secret>
  /** Drops a token that WeChat refused, unless another one has taken its place meanwhile. */
  discard(app: RegisteredApp, refused: Secret): void
}

/** Keeps one token an app in memory. Callers who come while it is being fetched share the one request. */
export function createAccessTokens(
  call: CallUpstream,
  baseUrl: string,
  clock: Clock,
  retry: Retry,
): AccessTokens {
  const kept = new Map<string, { value: Secret; goodUntil: number }>()
  const pending = new Map<string, Promise<Secret>>()

  async function fetchToken(app: RegisteredApp, deadline: Deadline): Promise<Secret> {
    const ask = (secret: Secret): Promise<AccessToken> =>
      retry({ operation: 'stable_token', isHarmless: isPassing, deadline }, async () =>
        readStableToken(await call(buildStableToken(baseUrl, app, secret, deadline))),
      )
    const { value, expiresIn } = await withEitherSecret(wechatSecrets(app), isSecretRefused, ask)
    kept.set(app.appId, { value, goodUntil: clock.elapsed() + expiresIn * 1000 - MARGIN_MS })
    return value
  }

  function fetchOnce(app: RegisteredApp, deadline: Deadline): Promise<Secret> {
    const underWay = fetchToken(app, deadline).finally(() => pending.delete(app.appId))
    pending.set(app.appId, underWay)
    return underWay
  }

  return {
    async get(app, deadline) {
      const token = kept.get(app.appId)
      if (token !== undefined && clock.elapsed() < token.goodUntil) return token.value
      return pending.get(app.appId) ?? fetchOnce(app, deadline)
    },
    discard(app, refused) {
      if (kept.get(app.appId)?.value === refused) kept.delete(app.appId)
    },
  }
}
