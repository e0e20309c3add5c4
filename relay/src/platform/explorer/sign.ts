import { createHash, hash, randomInt } from 'node:crypto'
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
  let last = ''
  for (const name of names) {
    const signed = signedName(name)
    if (last > signed) return names.sort((a, b) => (signedName(a) < signedName(b) ? -1 : 1))
    last = signed
  }
  return names
}

const BLOCK_BYTES = 64
const DIGEST_BYTES = 20

/** A key as HMAC mixes it in before what is hashed, each with room behind it for that. */
interface PaddedKey {
  inner: Buffer
  outer: Buffer
}

const paddedKeys = new WeakMap<Secret, PaddedKey>()

function paddedKeyOf(secret: Secret, roomBytes: number): PaddedKey {
  const known = paddedKeys.get(secret)
  if (known !== undefined && known.inner.length >= BLOCK_BYTES + roomBytes) return known
  const given = Buffer.from(secret.reveal(), 'utf8')
  const key = Buffer.alloc(BLOCK_BYTES)
  key.set(given.length > BLOCK_BYTES ? createHash('sha1').update(given).digest() : given)
  const padded = {
    inner: Buffer.alloc(BLOCK_BYTES + roomBytes),
    outer: Buffer.alloc(BLOCK_BYTES + DIGEST_BYTES),
  }
  padded.inner.set(key.map((byte) => byte ^ 0x36))
  padded.outer.set(key.map((byte) => byte ^ 0x5c))
  paddedKeys.set(secret, padded)
  return padded
}

/**
 * Stage 3: HMAC-SHA1 of the UTF-8 bytes, in base64. By two hashes of one call each, as RFC 2104 defines it: the stream
 * that `createHmac` makes for each message takes longer than the hashing.
 */
export function hmacSha1Base64(secret: Secret, message: string): string {
  const { inner, outer } = paddedKeyOf(secret, 3 * message.length)
  const end = BLOCK_BYTES + inner.write(message, BLOCK_BYTES, 'utf8')
  outer.write(hash('sha1', inner.subarray(0, end), 'binary'), BLOCK_BYTES, 'latin1')
  return hash('sha1', outer, 'base64')
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
