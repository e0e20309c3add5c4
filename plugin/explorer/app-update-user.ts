import { LoginError } from '../errors'
import type { Profile } from '../identity/profile'
import type { HttpReply, Transport } from '../relay-client/transport'

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

interface Envelope {
  code?: unknown
  data?: { Error?: { Code?: unknown; Message?: unknown }; Data?: unknown }
}

/** The platform answers `{code, msg, data}` with status 200, failures too; it documents `{Response}`. */
function mustHaveSucceeded({ status, body }: HttpReply, requestId: string): void {
  const details = { stage: 'profile', requestId } as const
  const envelope = (typeof body === 'object' && body !== null ? body : {}) as Envelope & {
    Response?: Envelope['data']
  }
  const inner = envelope.Response ?? envelope.data
  const code = inner?.Error?.Code
  if (typeof code === 'string') {
    const message = inner?.Error?.Message
    throw new LoginError(code, typeof message === 'string' ? message : code, {
      ...details,
      retryable: code === 'InternalError',
    })
  }
  const succeeded = envelope.Response !== undefined || envelope.code === 0
  if (status === 200 && succeeded && inner?.Data !== undefined) return
  throw new LoginError(
    'Client.UnexpectedReply',
    `IoT Explorer's answer (status ${status}) cannot be read. Check tokenApiUrl.`,
    {
      ...details,
      retryable: status >= 500,
    },
  )
}
