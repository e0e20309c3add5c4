import { LoginError } from '../errors'
import type { HttpReply, Transport } from '../relay-client/transport'
import { readEnvelope } from './read-envelope'

/**
 * What the phone may ask of IoT Explorer itself, since it needs the user's token and no signature. `AppUserCancelAccount`
 * deletes the account after about seven days, unless its user logs in before; it has no page of its own.
 * https://cloud.tencent.com/document/product/1081/40787
 */
export type TokenAction = 'AppUpdateUser' | 'AppLogoutUser' | 'AppUserCancelAccount'

/** Asks for one of them. */
export type TokenApi = (
  action: TokenAction,
  token: string,
  requestId: string,
  fields?: Record<string, string>,
) => Promise<void>

/**
 * @param tokenApiUrl the full address; its origin must be among the request domains in the WeChat console
 * @throws {LoginError} with the platform's own code, stage `profile`
 */
export function tokenApi(tokenApiUrl: string, transport: Transport): TokenApi {
  return async (action, token, requestId, fields = {}) => {
    const request = { Action: action, RequestId: requestId, AccessToken: token, ...fields }
    mustHaveSucceeded(await transport(tokenApiUrl, request), requestId)
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
    `What replied (status ${status}) is not IoT Explorer. Check tokenApiUrl.`,
    { ...details, retryable: status >= 500 },
  )
}
