import { fittingProfile, type Profile } from '../identity/profile'
import type { SessionCore } from './session-core'
import type { SharedRecord } from './shared-record'

/** What the user has given of themselves, kept beside the token for as long as that lives. */
export interface KeptProfile {
  read: () => Profile | undefined
  /** Keeps what has changed. Never rejects: the platform has it, and this phone shows it at most later. */
  change: (profile: Profile) => Promise<void>
}

export const keptProfile = (core: SessionCore, shared: SharedRecord): KeptProfile => ({
  read: () => fittingProfile(core.alive()?.profile),
  change: async (profile) => {
    const kept = core.alive()
    if (kept === undefined) return
    const mustBeTheSame = () => {
      // A logout, or another token, has come meanwhile.
      if (shared.current !== kept) throw new Error()
    }
    await shared
      .keep({ ...kept, profile: { ...kept.profile, ...profile } }, mustBeTheSame)
      .catch(() => undefined)
  },
})
