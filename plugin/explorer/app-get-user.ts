import type { Transport } from '../relay-client/transport'
import { readEnvelope } from './read-envelope'

/** Whether the platform refuses `token`. Only its own word counts: no answer, or one of anything else, is none. */
export type AskWhetherRefused = (token: string, requestId: string) => Promise<boolean>

/**
 * Asks by `AppGetUser` of the application API, the cheapest call that needs a token.
 * https://cloud.tencent.com/document/product/1081/40773
 *
 * @param tokenApiUrl the full address; its origin must be among the request domains in the WeChat console
 */
export function askWhetherRefused(tokenApiUrl: string, transport: Transport): AskWhetherRefused {
  return async (token, requestId) => {
    const request = { Action: 'AppGetUser', RequestId: requestId, AccessToken: token }
    return transport(tokenApiUrl, request).then(
      ({ body }) => readEnvelope(body).error?.code === 'InvalidParameterValue.InvalidAccessToken',
      () => false,
    )
  }
}
