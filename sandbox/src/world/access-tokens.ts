import { randomBytes } from 'node:crypto'
import type { SandboxClock } from '../clock'
import type { Settings } from '../options'
import { BoundedMap } from './bounded-map'

export interface AccessToken {
  token: string
  userId: string
  /** Unix seconds. */
  issuedAt: number
  /** Unix seconds. */
  expireAt: number
  revoked: boolean
}

const MOST_TOKENS = 50_000

/** IoT Explorer's AccessTokens. Clients are told nothing of their form, so neither should they rely on this one. */
export class AccessTokens {
  private readonly tokens = new BoundedMap<string, AccessToken>(MOST_TOKENS)

  constructor(
    private readonly settings: Settings,
    private readonly clock: SandboxClock,
  ) {}

  issue(userId: string): AccessToken {
    if (this.settings.newTokenRevokesOlder) this.revokeAllOf(userId)
    const now = this.clock.seconds()
    const token: AccessToken = {
      token: `sandbox-token-${randomBytes(16).toString('hex')}`,
      userId,
      issuedAt: now,
      expireAt: now + this.settings.tokenLifetimeSeconds,
      revoked: false,
    }
    this.tokens.set(token.token, token)
    return token
  }

  /** The token if it is good now, and nothing if it is unknown, revoked or expired. */
  findValid(token: string): AccessToken | undefined {
    const found = this.tokens.get(token)
    return found && !found.revoked && !this.hasExpired(found) ? found : undefined
  }

  hasExpired(token: AccessToken): boolean {
    return this.clock.seconds() >= token.expireAt
  }

  /** Returns how many it ended. */
  revoke(token: string): number {
    const found = this.tokens.get(token)
    if (!found || found.revoked) return 0
    found.revoked = true
    return 1
  }

  /** Returns how many it ended. */
  revokeAllOf(userId: string): number {
    return this.list()
      .filter((token) => token.userId === userId)
      .reduce((ended, { token }) => ended + this.revoke(token), 0)
  }

  list(): readonly AccessToken[] {
    return [...this.tokens.values()]
  }

  reset(): void {
    this.tokens.clear()
  }
}
