import type { Profile } from '../identity/profile'
import type { Transport } from '../relay-client/transport'
import { tokenApi, type TokenApi } from './token-api'

/** Changes name and picture of the account that `token` belongs to. */
export type UpdateUser = (token: string, profile: Profile, requestId: string) => Promise<void>

/**
 * `AppUpdateUser` of the application API. https://cloud.tencent.com/document/product/1081/40788
 *
 * @param tokenApiUrl the full address; its origin must be among the request domains in the WeChat console
 * @throws {LoginError} with the platform's own code, stage `profile`
 */
export function appUpdateUser(tokenApiUrl: string, transport: Transport): UpdateUser {
  return updateUserBy(tokenApi(tokenApiUrl, transport))
}

export function updateUserBy(ask: TokenApi): UpdateUser {
  return (token, { nickName, avatar }, requestId) =>
    ask('AppUpdateUser', token, requestId, {
      ...(nickName === undefined ? {} : { NickName: nickName }),
      ...(avatar === undefined ? {} : { Avatar: avatar }),
    })
}
