import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * The signature of the application API, checked from the rule as published and not from anybody's signer.
 * https://cloud.tencent.com/document/product/1081/40773
 */

type Parameters = Readonly<Record<string, unknown>>

/** Sorting by the name as signed or as given: the rule does not say whether it comes before the replacement. */
export type SortedBy = 'signedName' | 'givenName'

/** True when `parameters.Signature` was made with this secret over all the other parameters. */
export function isSignedWith(secret: string, parameters: Parameters): boolean {
  const given = parameters['Signature']
  if (typeof given !== 'string') return false
  return (['signedName', 'givenName'] as const)
    .map((sortedBy) => signatureOf(canonicalString(parameters, sortedBy), secret))
    .some((expected) => isSameText(given, expected))
}

/**
 * What is signed: every parameter but `Signature`, unknown ones too, as `name=value` in the order of their names,
 * joined with `&`. Values are raw. An underscore in a name becomes a dot. What is empty is left out.
 */
export function canonicalString(parameters: Parameters, sortedBy: SortedBy = 'signedName'): string {
  return Object.entries(parameters)
    .filter(([name, value]) => name !== 'Signature' && !isEmpty(value))
    .map(([given, value]) => ({ given, signed: given.replaceAll('_', '.'), value: String(value) }))
    .sort((a, b) => (sortedBy === 'signedName' ? order(a.signed, b.signed) : order(a.given, b.given)))
    .map(({ signed, value }) => `${signed}=${value}`)
    .join('&')
}

/** Base64 of HMAC-SHA1. */
export function signatureOf(canonical: string, secret: string): string {
  return createHmac('sha1', secret).update(canonical, 'utf8').digest('base64')
}

/**
 * Names of parameters that no rule says how to sign: booleans, lists, objects, and numbers that are not safe
 * integers. Not established by the platform's documents, so the sandbox refuses rather than guess.
 */
export function unsignableNames(parameters: Parameters): string[] {
  return Object.entries(parameters)
    .filter(([, value]) => !isEmpty(value) && typeof value !== 'string' && !Number.isSafeInteger(value))
    .map(([name]) => name)
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === ''
}

/** Case matters: upper case comes before lower case. */
function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function isSameText(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
