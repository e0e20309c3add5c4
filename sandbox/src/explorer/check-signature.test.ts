import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { canonicalString, isSignedWith, signatureOf, unsignableNames } from './check-signature'

const vectors = join(__dirname, '../../../test/vectors')
const read = (name: string, file: string) => readFileSync(join(vectors, name, file), 'utf8').trimEnd()

describe.each(['T1', 'T2', 'V1', 'V2', 'X1', 'X2', 'X3', 'X4', 'X5'])('vector %s', (name) => {
  const { secret, parameters } = JSON.parse(read(name, 'given.json')) as {
    secret: string
    parameters: Record<string, unknown>
  }
  const canonical = read(name, 'canonical.txt')
  const signature = read(name, 'signature.txt')

  test('has the canonical string of its file', () => {
    expect(canonicalString(parameters)).toBe(canonical)
  })

  test('has the signature of its file', () => {
    expect(signatureOf(canonical, secret)).toBe(signature)
  })

  test('is accepted with its secret and not with another', () => {
    expect(isSignedWith(secret, { ...parameters, Signature: signature })).toBe(true)
    expect(isSignedWith(`${secret}x`, { ...parameters, Signature: signature })).toBe(false)
  })
})

describe('the canonical string', () => {
  test('leaves out the signature and whatever is empty, but not zero', () => {
    expect(canonicalString({ Signature: 's', a: '', b: null, c: undefined, d: 0, e: '0' })).toBe('d=0&e=0')
  })

  test('puts upper case before lower case', () => {
    expect(canonicalString({ lang: 'zh', Platform: 'p', a: '1', Z: '2' })).toBe('Platform=p&Z=2&a=1&lang=zh')
  })

  test('replaces every underscore of a name and none of a value', () => {
    expect(canonicalString({ a_b_c: 'x_y_z' })).toBe('a.b.c=x_y_z')
  })
})

test('names may have been sorted before or after the replacement: the rule does not say', () => {
  const parameters = { a_b: '1', aZ: '2' }
  const sign = (canonical: string) => ({ ...parameters, Signature: signatureOf(canonical, 's') })
  expect(isSignedWith('s', sign('a.b=1&aZ=2'))).toBe(true)
  expect(isSignedWith('s', sign('aZ=2&a.b=1'))).toBe(true)
})

test.each([undefined, '', 'AAAA', 7])('a signature of %p is refused', (Signature) => {
  expect(isSignedWith('s', { a: '1', Signature })).toBe(false)
})

test('what no rule says how to sign is named', () => {
  const parameters = { a: true, b: {}, c: [], d: 1.5, e: 2 ** 53, f: 'text', g: -1, h: null }
  expect(unsignableNames(parameters)).toEqual(['a', 'b', 'c', 'd', 'e'])
})
