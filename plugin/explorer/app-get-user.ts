import type { HttpReply, Transport } from '../relay-client/transport'

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
    return transport(tokenApiUrl, request).then(saysRefused, () => false)
  }
}

interface Envelope {
  data?: { Error?: PlatformError }
  Response?: { Error?: PlatformError }
}

interface PlatformError {
  Code?: unknown
  Message?: unknown
}

/** The code may come inside an `InternalError`, whose message is then `code|words`. */
function saysRefused({ body }: HttpReply): boolean {
  const envelope = (typeof body === 'object' && body !== null ? body : {}) as Envelope
  const { Code, Message } = (envelope.Response ?? envelope.data)?.Error ?? {}
  const code = Code === 'InternalError' && typeof Message === 'string' ? Message.split('|', 1)[0] : Code
  return code === 'InvalidParameterValue.InvalidAccessToken'
}
