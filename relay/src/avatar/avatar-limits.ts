import type { ProvenUser } from '../account/prove-user'
import { relayError } from '../errors'
import type { LimitedBy } from '../events'
import { isThisMachine, networkOf, type Counters } from '../login/rate-limits'

/** Each rejects with `Relay.RateLimited`, and says when to come back. Logins have limits of their own. */
export interface AvatarLimits {
  ofAddress(address: string): Promise<void>
  ofUser(user: Pick<ProvenUser, 'app' | 'wxOpenId' | 'claims'>): Promise<void>
}

export interface AvatarLimitsDependencies {
  counters: Counters
  /** Uploads a minute from one address, and an hour of one user; 0 for any number. */
  most: { address: number; user: number }
  onLimited: (by: LimitedBy) => void
}

const WINDOW_MS = { address: 60_000, user: 3_600_000 } as const

export function createAvatarLimits({ counters, most, onLimited }: AvatarLimitsDependencies): AvatarLimits {
  async function count(using: Counters, by: 'address' | 'user', what: string): Promise<void> {
    if (most[by] === 0) return
    const { count: counted, endsInMs } = await using.count(by, `avatar ${what}`, WINDOW_MS[by])
    if (counted <= most[by]) return
    onLimited(by)
    throw relayError('Relay.RateLimited', {
      message: 'Too many pictures. Wait a little.',
      retryAfterSeconds: Math.max(1, Math.ceil(endsInMs / 1000)),
    })
  }

  return {
    async ofAddress(address) {
      if (!isThisMachine(address)) await count(counters, 'address', networkOf(address))
    },
    ofUser: ({ app, wxOpenId, claims }) => count(claims, 'user', `${app.iotAppKey} ${wxOpenId.reveal()}`),
  }
}
