import { createHmac, createSecretKey, randomInt, type KeyObject } from 'node:crypto'
import type { Secret } from '../../secret'

/** Flat, and text or whole numbers only: how the platform signs anything else is not established. */
export type ParameterValue = string | number
export type Parameters = Readonly<Record<string, ParameterValue>>
export type SignedParameters = Parameters & { readonly Signature: string }

/**
 * Stage 1: what is both signed and sent. Empty, null and undefined values are left out, since the platform
 * leaves empty ones out of its own signing string. Throws a TypeError on any other kind of value.
 */
export function presentParameters(given: Readonly<Record<string, unknown>>): Record<string, ParameterValue> {
  const present: Record<string, ParameterValue> = {}
  for (const name of Object.keys(given)) {
    const value = given[name]
    if (value === undefined || value === null || value === '') continue
    if (typeof value !== 'string' && !Number.isSafeInteger(value)) {
      throw new TypeError(`${name} cannot be signed: only strings and whole numbers can`)
    }
    present[name] = value as ParameterValue
  }
  return present
}

/**
 * Stage 2: `name=value` joined with `&`, sorted by name as it is signed, uppercase before lowercase. Values
 * are raw; an underscore in a name becomes a dot. Whether the platform sorts before or after that is not
 * established, and none of the parameters that we send has one.
 * Rule: https://cloud.tencent.com/document/product/1081/40773
 */
export function canonicalString(parameters: Parameters): string {
  let text = ''
  for (const name of inSignedOrder(Object.keys(parameters))) {
    if (name === 'Signature') continue
    text += `${text === '' ? '' : '&'}${signedName(name)}=${parameters[name] ?? ''}`
  }
  return text
}

const signedName = (name: string): string => (name.includes('_') ? name.replaceAll('_', '.') : name)

/** Names that stand in order already, as those of every login do, are not sorted again. */
function inSignedOrder(names: string[]): string[] {
  for (let i = 1; i < names.length; i += 1) {
    if (signedName(names[i - 1] ?? '') > signedName(names[i] ?? '')) {
      return names.sort((a, b) => (signedName(a) < signedName(b) ? -1 : 1))
    }
  }
  return names
}

const keys = new WeakMap<Secret, KeyObject>()

/** Stage 3: HMAC-SHA1 of the UTF-8 bytes, in base64. */
export function hmacSha1Base64(secret: Secret, message: string): string {
  let key = keys.get(secret)
  if (key === undefined) {
    key = createSecretKey(secret.reveal(), 'utf8')
    keys.set(secret, key)
  }
  return createHmac('sha1', key).update(message, 'utf8').digest('base64')
}

/** All stages: the very object that was signed, with its `Signature`, ready to be sent. */
export function signParameters(given: Readonly<Record<string, unknown>>, key: Secret): SignedParameters {
  const signed = presentParameters(given)
  signed.Signature = hmacSha1Base64(key, canonicalString(signed))
  return signed as SignedParameters
}

const HIGHEST = 2 ** 31 - 1

/** A cryptographically random whole number from 1 to 2^31 - 1: it has to differ from all others of its second. */
export const randomNonce = (): number => randomInt(1, HIGHEST + 1)
