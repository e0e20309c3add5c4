import type { CodeSource, LoginCode, NoCode } from '../identity/identity'
import type { Profile } from '../identity/profile'
import type { LoginData, LoginRequest } from '../relay-client/contract'
import type { LoginResult } from './session'

interface LoginDetails {
  appId: string | undefined
  renew: boolean
  cancelDeletion: boolean
  requestId: string
}

/** What the relay is told of a code: not who gave it, and `appId` before the AppID that it came with. */
export function codeFields(code: LoginCode | NoCode, appId: string | undefined): CodeFields {
  const { source: _, appId: ofCode, ...fields } = code as LoginCode
  const app = appId ?? ofCode
  return app === undefined ? fields : { ...fields, appId: app }
}

type CodeFields = Pick<LoginRequest, 'code' | 'codeType' | 'appId'>

/** Fields that are not known are left out, so that the relay decides about them. */
export function loginRequest(
  code: LoginCode | NoCode,
  profile: Profile | undefined,
  { appId, renew, cancelDeletion, requestId }: LoginDetails,
): LoginRequest {
  return {
    ...codeFields(code, appId),
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
  codeSource: CodeSource,
): LoginResult {
  return {
    Token,
    ExpireAt,
    codeSource,
    ...(CancelAccountTime === undefined ? {} : { CancelAccountTime }),
    ...(profile === undefined ? {} : { profile }),
  }
}
