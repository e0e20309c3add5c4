import { randomBytes } from 'node:crypto'
import type { SandboxClock } from '../clock'
import { BoundedMap } from './bounded-map'

export interface WeChatToken {
  token: string
  appId: string
  /** Unix seconds. */
  expiresAt: number
  revoked: boolean
}

const LIFETIME_SECONDS = 7200
/** In its last five minutes a token is replaced, and both are good. */
const RENEWAL_SECONDS = 300
const MOST_TOKENS = 10_000

/**
 * WeChat's own access tokens, which have nothing to do with IoT Explorer's.
 * https://developers.weixin.qq.com/minigame/dev/api-backend/open-api/access-token/auth.getStableAccessToken.html
 */
export class WeChatTokens {
  private readonly tokens = new BoundedMap<string, WeChatToken>(MOST_TOKENS)

  constructor(private readonly clock: SandboxClock) {}

  /** The app's token, the same one while it is good; `forceRefresh` ends it and makes another. */
  stable(appId: string, forceRefresh: boolean): WeChatToken {
    const own = this.list().filter((token) => token.appId === appId && !token.revoked)
    if (forceRefresh) own.forEach((token) => (token.revoked = true))
    const renewAt = this.clock.seconds() + RENEWAL_SECONDS
    const current = forceRefresh ? undefined : own.find((token) => token.expiresAt > renewAt)
    return current ?? this.issue(appId)
  }

  find(token: string): WeChatToken | undefined {
    return this.tokens.get(token)
  }

  secondsLeft(token: WeChatToken): number {
    return token.expiresAt - this.clock.seconds()
  }

  list(): readonly WeChatToken[] {
    return [...this.tokens.values()]
  }

  reset(): void {
    this.tokens.clear()
  }

  private issue(appId: string): WeChatToken {
    const token: WeChatToken = {
      token: `sandbox-wechat-token-${randomBytes(24).toString('hex')}`,
      appId,
      expiresAt: this.clock.seconds() + LIFETIME_SECONDS,
      revoked: false,
    }
    this.tokens.set(token.token, token)
    return token
  }
}
