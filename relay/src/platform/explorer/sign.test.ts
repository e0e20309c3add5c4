import { createHmac } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { Secret } from '../../secret'
import { canonicalString, hmacSha1Base64, presentParameters, randomNonce, signParameters } from './sign'

const VECTORS = join(__dirname, '../../../../test/vectors')
const names = readdirSync(VECTORS, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)

function read(name: string) {
  const text = (file: string): string => readFileSync(join(VECTORS, name, file), 'utf8')
  const given = JSON.parse(text('given.json')) as { secret: string; parameters: Record<string, unknown> }
  return { ...given, canonical: text('canonical.txt'), signature: text('signature.txt').trim() }
}

it('finds all nine vectors', () => {
  expect(names).toEqual(['T1', 'T2', 'V1', 'V2', 'X1', 'X2', 'X3', 'X4', 'X5'])
})

describe.each(names)('vector %s', (name) => {
  const { secret, parameters, canonical, signature } = read(name)

  it('has this canonical string', () => {
    expect(canonicalString(presentParameters(parameters))).toBe(canonical)
  })

  it('has this HMAC over that string', () => {
    expect(hmacSha1Base64(new Secret(secret), canonical)).toBe(signature)
  })

  it('has this signature through all stages, beside the very parameters that were signed', () => {
    const { Signature, ...sent } = signParameters(parameters, new Secret(secret))
    expect(Signature).toBe(signature)
    expect(canonicalString(sent)).toBe(canonical)
  })
})

it("signs any text with any key as Node's own HMAC does, one after the other", () => {
  const text = fc.string({ unit: 'binary', maxLength: 200 })
  const pairs = fc.array(fc.tuple(fc.constantFrom('k', 'ключ', 'k'.repeat(64), 'k'.repeat(65)), text))
  const secrets = new Map<string, Secret>()
  fc.assert(
    fc.property(pairs, (signed) => {
      for (const [key, message] of signed) {
        const secret = secrets.get(key) ?? new Secret(key)
        secrets.set(key, secret)
        expect(hmacSha1Base64(secret, message)).toBe(createHmac('sha1', key).update(message).digest('base64'))
      }
    }),
  )
})

describe('the parameters', () => {
  it('lose empty, null and undefined values before they are signed and sent', () => {
    const given = { Action: 'A', NickName: '', Avatar: undefined, Extra: null, Zero: 0, Text: '0' }
    const signed = signParameters(given, new Secret('k'))
    expect(Object.keys(signed).sort()).toEqual(['Action', 'Signature', 'Text', 'Zero'])
  })

  it.each([[true], [1.5], [Number.NaN], [{}], [['a']], [2 ** 53]])('refuse %p by name', (value) => {
    expect(() => presentParameters({ Strange: value })).toThrow(/^Strange /)
  })

  it('are signed without a Signature that was there before', () => {
    expect(canonicalString({ B: 2, Signature: 'old', A: 'x' })).toBe('A=x&B=2')
  })

  it('are sorted with uppercase before lowercase', () => {
    expect(canonicalString({ b: 1, a: 1, B: 1, A: 1 })).toBe('A=1&B=1&a=1&b=1')
  })
})

it('gives whole numbers from 1 to 2^31 - 1, spread over the range', () => {
  const nonces = Array.from({ length: 2000 }, randomNonce)
  expect(nonces.every((nonce) => Number.isSafeInteger(nonce) && nonce >= 1 && nonce <= 2 ** 31 - 1)).toBe(
    true,
  )
  expect(new Set(nonces).size).toBeGreaterThan(1990)
  expect(Math.max(...nonces)).toBeGreaterThan(2 ** 30)
})
