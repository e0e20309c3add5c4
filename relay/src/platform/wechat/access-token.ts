import type { Clock, Deadline } from '../../clock'
import { relayError } from '../../errors'
import type { RegisteredApp } from '../../registered-app'
import { Secret } from '../../secret'
import type { Operation, SecretSource } from '../operation'
import { isAppSecretRefused, readReply, requiredText } from './errcodes'
import { wechatAppSecrets } from './exchange-code'

export interface AccessToken {
  value: Secret
  /** Seconds from the moment of the reply. */
  expiresIn: number
}

/**
 * The interface call credential of an app, in normal mode: WeChat gives every caller the same token while it
 * is good, so several relays can each ask without disturbing one another.
 * https://developers.weixin.qq.com/doc/service/api/base/api_getstableaccesstoken
 */
export const stableToken: Operation<undefined, AccessToken> = {
  name: 'stable_token',
  upstream: 'WeChat',
  quotaOf: (app) => app.appId,
  subjectOf: () => '',
  secrets: wechatAppSecrets,
  isSecretRefused: isAppSecretRefused,
  // Asking twice for the same token does no harm, so anything that may pass is worth another try.
  mayRetry: ({ code, note }) =>
    code === 'WeChat.Unreachable' || code === 'WeChat.Busy' || /^HTTP_5/.test(note.fault ?? ''),
  build: ({ appId }, _input, secret) => ({
    method: 'POST',
    path: '/cgi-bin/stable_token',
    body: JSON.stringify({ grant_type: 'client_credential', appid: appId, secret: secret.reveal() }),
  }),
  read: readStableToken,
}

/** The longest that WeChat's page allows. */
const LONGEST_LIFE_SECONDS = 7200

export function readStableToken(text: string): AccessToken {
  const reply = readReply(text)
  const value = new Secret(requiredText(reply, 'access_token'))
  const { expires_in: expiresIn } = reply
  if (typeof expiresIn === 'number' && expiresIn > 0) {
    return { value, expiresIn: Math.min(expiresIn, LONGEST_LIFE_SECONDS) }
  }
  throw relayError('WeChat.UnexpectedReply', {
    hint: 'The reply had no expires_in: check what WECHAT_API_URL leads through.',
  })
}

/** WeChat renews in the last five minutes and lets the old token live on for them, so a minute is enough. */
const MARGIN_MS = 60_000

/** So long before that margin the next one is fetched, while logins go on with this one. */
const AHEAD_MS = 210_000

/** Between two tries to renew ahead. */
const AHEAD_AGAIN_MS = 10_000

interface KeptToken {
  value: Secret
  goodUntil: number
  renewFrom: number
}

export type AskForAccessToken = (app: RegisteredApp, deadline: Deadline) => Promise<AccessToken>

/**
 * Keeps one token an app in memory. Callers who come while it is being fetched share the one request; near its end
 * the next one is fetched behind their backs, so that no login waits for it.
 */
export function createAccessTokens(ask: AskForAccessToken, clock: Clock, timeoutMs: number): SecretSource {
  const kept = new Map<string, KeptToken>()
  const pending = new Map<string, Promise<Secret>>()

  async function fetchToken(app: RegisteredApp, deadline: Deadline): Promise<Secret> {
    const { value, expiresIn } = await ask(app, deadline)
    const goodUntil = clock.elapsed() + expiresIn * 1000 - MARGIN_MS
    kept.set(app.appId, { value, goodUntil, renewFrom: goodUntil - AHEAD_MS })
    return value
  }

  function fetchOnce(app: RegisteredApp, deadline: Deadline): Promise<Secret> {
    const shared = pending.get(app.appId)
    if (shared !== undefined) return shared
    const underWay = fetchToken(app, deadline).finally(() => pending.delete(app.appId))
    pending.set(app.appId, underWay)
    return underWay
  }

  function renewAhead(app: RegisteredApp, token: KeptToken): void {
    token.renewFrom = clock.elapsed() + AHEAD_AGAIN_MS
    // The call's own report tells of a failure, and the next login tries again.
    fetchOnce(app, { remainingMs: () => timeoutMs }).catch(() => undefined)
  }

  return {
    first(app, deadline) {
      const token = kept.get(app.appId)
      const now = clock.elapsed()
      if (token === undefined || now >= token.goodUntil) return fetchOnce(app, deadline)
      if (now >= token.renewFrom) renewAhead(app, token)
      return token.value
    },
    // Another login may have fetched a fresh one meanwhile: only the token that was refused is dropped.
    other(app, refused, deadline) {
      const token = kept.get(app.appId)
      if (token?.value.reveal() === refused.reveal()) kept.delete(app.appId)
      return this.first(app, deadline)
    },
  }
}
