import { relayError } from '../../errors'
import { parseJsonObject, type JsonObject } from '../../json-object'
import { errcodeError } from './errcodes'

/** A successful reply of WeChat's as an object; throws the `RelayError` of its errcode. Pure. */
export function readReply(text: string): JsonObject {
  const reply = parseJsonObject(text)
  if (reply === undefined) {
    throw relayError('WeChat.UnexpectedReply', { hint: 'The reply was not a JSON object.' })
  }
  const { errcode } = reply
  // Success comes with errcode 0 from some calls and with none from others.
  if (errcode === undefined || errcode === 0) return reply
  if (typeof errcode === 'number' && Number.isSafeInteger(errcode)) throw errcodeError(errcode)
  throw relayError('WeChat.UnexpectedReply', { hint: 'The errcode was not a whole number.' })
}

/** A text that the reply must hold. */
export function requiredText(reply: JsonObject, name: string): string {
  const value = reply[name]
  if (typeof value === 'string' && value !== '') return value
  throw relayError('WeChat.UnexpectedReply', { hint: `The reply had no ${name}.` })
}
