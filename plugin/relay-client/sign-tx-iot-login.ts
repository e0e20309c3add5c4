import { LoginError } from '../errors'
import type { TxIotSdkSignatureData, TxIotSdkSignaturePath, TxIotSdkSignatureRequest } from './contract'
import { readReply } from './relay-client'
import type { Transport } from './transport'

const PATH: TxIotSdkSignaturePath = '/tx-iot-sdk/signature'

/**
 * A login to tx-iot-sdk, signed by the relay for the user of the code. One request, no retry, because its code is
 * good for one exchange.
 *
 * @param relayUrl base URL, without a slash at its end
 * @throws {LoginError} with the code that the relay sent, or one of the transport's; Relay.NotFound where it signs none
 */
export async function signTxIotLogin(
  relayUrl: string,
  transport: Transport,
  request: TxIotSdkSignatureRequest,
): Promise<TxIotSdkSignatureData> {
  const reply = await transport(relayUrl + PATH, request)
  if (reply.status !== 404) return readReply(reply, isSignature, request.requestId)
  throw new LoginError(
    'Relay.NotFound',
    `This relay has no ${PATH}. Use one that has: iot-login-relay, by HTTP or on WeChat's cloud.`,
    { stage: 'exchange', retryable: false, requestId: request.requestId },
  )
}

function isSignature(data: unknown): data is TxIotSdkSignatureData {
  const { AppKey, UserId, RequestId, Timestamp, Nonce, Signature } = Object(data) as Record<string, unknown>
  const texts = [AppKey, UserId, RequestId, Signature]
  return (
    texts.every((text) => typeof text === 'string' && text !== '') &&
    [Timestamp, Nonce].every(Number.isSafeInteger)
  )
}
