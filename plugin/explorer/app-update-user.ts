import { LoginError } from '../errors'
import type { Profile } from '../identity/profile'
import type { HttpReply, Transport } from '../relay-client/transport'
import { readEnvelope } from './read-envelope'

/** Changes name and picture of the account that `token` belongs to. */
export type UpdateUser = (token: string, profile: Profile, requestId: string) => Promise<void>

/**
 * `AppUpdateUser` of the application API, which the phone may call itself, since it needs no signature.
 * https://cloud.tencent.com/document/product/1081/40788
 *
 * @param tokenApiUrl the full address; its origin must be among the request domains in the WeChat console
 * @throws {LoginError} with the platform's own code, stage `profile`
 */
export function appUpdateUser(tokenApiUrl: string, transport: Transport): UpdateUser {
  return async (token, { nickName, avatar }, requestId) => {
    const reply = await transport(tokenApiUrl, {
      Action: 'AppUpdateUser',
      RequestId: requestId,
      AccessToken: token,
      ...(nickName === undefined ? {} : { NickName: nickName }),
      ...(avatar === undefined ? {} : { Avatar: avatar }),
    })
    mustHaveSucceeded(reply, requestId)
  }
}

function mustHaveSucceeded({ status, body }: HttpReply, requestId: string): void {
  const details = { stage: 'profile', requestId } as const
  const { data, error } = readEnvelope(body)
  if (error !== undefined) {
    throw new LoginError(error.code, error.message, { ...details, retryable: error.code === 'InternalError' })
  }
  if (status === 200 && data !== undefined) return
  throw new LoginError(
    'Client.UnexpectedReply',
    `IoT Explorer's answer (status ${status}) cannot be read. Check tokenApiUrl.`,
    { ...details, retryable: status >= 500 },
  )
}
