import { createHash } from 'node:crypto'
import { relayError } from '../errors'
import type { RegisteredApp } from '../registered-app'
import type { Secret } from '../secret'

/** Letters, digits and underscores, at most 32 bytes: https://cloud.tencent.com/document/product/1081/138482 */
const USER_ID = /^\w{1,32}$/

/** RFC 4648, in lower case. */
const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567'

const DIGITS = 30

/**
 * The UserId of tx-iot-sdk, as the app is set: derived, or the OpenID itself. Throws `Relay.UserIdUnusable` for an
 * OpenID that is none, since each other form of it would be an account of somebody else's.
 */
export function txIotUserId(
  { iotAppKey, txIotUserId: kind = 'derived' }: RegisteredApp,
  wxOpenId: Secret,
): string {
  if (kind === 'derived') return derivedUserId(iotAppKey, wxOpenId)
  if (USER_ID.test(wxOpenId.reveal())) return wxOpenId.reveal()
  throw relayError('Relay.UserIdUnusable', {
    hint: 'An OpenID may hold a hyphen. TX_IOT_USER_ID=derived takes every user, and gives all of them new accounts.',
  })
}

/**
 * `u_` and thirty digits of SHA-256 over AppKey and id, which is the same user for ever: no secret takes part, so
 * replacing one opens no new accounts. About a third of all OpenIDs hold a hyphen, and could not be sent as they are.
 */
export function derivedUserId(appKey: string, wxOpenId: Secret): string {
  const digest = createHash('sha256').update(`${appKey}\n${wxOpenId.reveal()}`).digest()
  let digits = ''
  for (let bit = 0; bit < DIGITS * 5; bit += 5) {
    const twoBytes = digest.readUInt16BE(bit >> 3)
    digits += BASE32.charAt((twoBytes >> (11 - (bit & 7))) & 31)
  }
  return `u_${digits}`
}
