import { createHmac } from 'node:crypto'
import type { Secret } from '../../secret'

/** Flat, and text or whole numbers only: how the platform signs anything else is not established. */
export type ParameterValue = string | number
export type Parameters = Readonly<Record<string, ParameterValue>>
export type SignedParameters = Parameters & { readonly Signature: string }

/**
 * Stage 1: what is both signed and sent. Empty, null and undefined values are left out, since the platform
 * leaves empty ones out of its own signing string. Throws a TypeError on any other kind of value.
 */
export function presentParameters(given: Readonly<Record<string, unknown>>): Parameters {
  const present: Record<string, ParameterValue> = {}
  for (const [name, value] of Object.entries(given)) {
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
  return Object.entries(parameters)
    .filter(([name]) => name !== 'Signature')
    .map(([name, value]) => [name.replaceAll('_', '.'), value] as const)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
}

/** Stage 3: HMAC-SHA1 of the UTF-8 bytes, in base64. */
export function hmacSha1Base64(key: Secret, message: string): string {
  return createHmac('sha1', key.reveal()).update(message, 'utf8').digest('base64')
}

/** All stages: the very object that was signed, with its `Signature`, ready to be sent. */
export function signParameters(given: Readonly<Record<string, unknown>>, key: Secret): SignedParameters {
  const present = presentParameters(given)
  return { ...present, Signature: hmacSha1Base64(key, canonicalString(present)) }
}
