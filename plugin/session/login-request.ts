import type { LoginCode, NoCode } from '../identity/identity'
import type { Profile } from '../identity/profile'
import type { LoginData, LoginRequest } from '../relay-client/contract'
import type { LoginResult } from './session'

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
