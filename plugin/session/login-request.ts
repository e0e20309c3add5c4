import { withDeadline } from '../deadline'
import type { LoginCode, NoCode } from '../identity/identity'
import { fittingProfile, type Profile } from '../identity/profile'
import type { LoginData, LoginRequest } from '../relay-client/contract'
import type { LoginOptions, LoginResult } from './session'

/** Milliseconds for WeChat's profile dialog. Well below the five minutes that the code beside it lives. */
const PROFILE_TIMEOUT = 60_000

/** What can be sent of what the user has given; nothing where that fails or takes too long. No login depends on it. */
export function whenGiven(profile: LoginOptions['profile']): Promise<Profile | undefined> {
  const given = Promise.resolve(profile)
  return withDeadline(given, PROFILE_TIMEOUT, () => new Error('No profile in time'))
    .then(fittingProfile)
    .catch(() => undefined)
}

interface LoginDetails {
  appId: string | undefined
  renew: boolean
  cancelDeletion: boolean
  requestId: string
}

/** Fields that are not known are left out, so that the relay decides about them. */
export function loginRequest(
  code: LoginCode | NoCode,
  profile: Profile | undefined,
  { appId, renew, cancelDeletion, requestId }: LoginDetails,
): LoginRequest {
  const { appId: ofCode, ...codeFields } = code as Partial<LoginCode>
  const app = appId ?? ofCode
  return {
    ...codeFields,
    ...(app === undefined ? {} : { appId: app }),
    ...profile,
    ...(renew ? { renew } : {}),
    ...(cancelDeletion ? { cancelDeletion } : {}),
    requestId,
  }
}

/** The relay's answer in the words of the session. */
export function asLoginResult(
  { Token, ExpireAt, CancelAccountTime }: LoginData,
  profile: Profile | undefined,
): LoginResult {
  return {
    Token,
    ExpireAt,
    ...(CancelAccountTime === undefined ? {} : { CancelAccountTime }),
    ...(profile === undefined ? {} : { profile }),
  }
}
