import { relayError, type RelayError } from '../../errors'
import { isJsonObject, parseJsonObject, type JsonObject } from '../../json-object'
import { platformError } from './error-codes'

/**
 * The `Data` of a reply, out of either envelope: `{Response: {Data | Error}}` as the documents have it
 * (https://cloud.tencent.com/document/product/1081/40773), or `{code, msg, data: {Data | Error}}` as the
 * platform's own clients read it. An `Error` counts whatever `code` says, and success needs `code` 0.
 *
 * A reply with the RequestId of another request is not taken: a proxy that mixes replies up would otherwise log one
 * user in as another. Some of the platform's samples have an empty one.
 */
export function readEnvelope(text: string, requestId?: string): JsonObject {
  const reply = parseJsonObject(text)
  if (reply === undefined) throw unexpected('The reply was not a JSON object.')
  const isDocumented = isJsonObject(reply.Response)
  const content = isDocumented ? reply.Response : reply.data
  if (isJsonObject(content) && isOfAnother(content.RequestId, requestId)) {
    throw unexpected('The reply had the RequestId of another request. Look at the proxy between.')
  }
  if (isJsonObject(content) && content.Error !== undefined && content.Error !== null) {
    throw isJsonObject(content.Error)
      ? platformError(content.Error.Code, content.Error.Message)
      : unexpected('The Error was not an object.')
  }
  if (!isDocumented && reply.code !== 0) throw unexpected('The reply had no code 0 and no Error.', reply.code)
  if (!isJsonObject(content) || !isJsonObject(content.Data)) throw unexpected('The reply had no Data.')
  return content.Data
}

const isOfAnother = (told: unknown, requestId: string | undefined): boolean =>
  requestId !== undefined && typeof told === 'string' && told !== '' && told !== requestId

function unexpected(hint: string, code?: unknown): RelayError {
  const upstreamCode = Number.isSafeInteger(code) ? { upstreamCode: String(code) } : {}
  return relayError('IoTExplorer.UnexpectedReply', { hint, ...upstreamCode })
}
