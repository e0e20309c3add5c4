import { withDeadline } from '../deadline'
import { fittingProfile, type Profile } from '../identity/profile'
import type { LoginOptions } from './session'

/** Milliseconds for WeChat's profile dialog. Well below the five minutes that the code beside it lives. */
const PROFILE_TIMEOUT = 60_000

/** What can be sent of what the user has given; nothing where that fails or takes too long. No login depends on it. */
export function whenGiven(profile: LoginOptions['profile']): Promise<Profile | undefined> {
  const given = Promise.resolve(profile)
  return withDeadline(given, PROFILE_TIMEOUT, () => new Error('No profile in time'))
    .then(fittingProfile)
    .catch(() => undefined)
}
