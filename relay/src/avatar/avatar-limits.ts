import type { ProvenUser } from '../account/prove-user'
import type { LimitedBy } from '../events'
import { isThisMachine, networkOf, refuseBeyond, type Counters } from '../login/rate-limits'

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
    const window = await using.count(by, `avatar ${what}`, WINDOW_MS[by])
    refuseBeyond(most[by], window, () => onLimited(by), TOO_MANY)
  }

  return {
    async ofAddress(address) {
      if (!isThisMachine(address)) await count(counters, 'address', networkOf(address))
    },
    ofUser: ({ app, wxOpenId, claims }) => count(claims, 'user', `${app.iotAppKey} ${wxOpenId.reveal()}`),
  }
}

const TOO_MANY = { message: 'Too many pictures. Wait a little.' } as const
