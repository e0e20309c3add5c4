import { Secret } from '../secret'
import { createEncryption } from './encryption'

const encryption = createEncryption(new Secret('one'))

it('reads what was encrypted with the same secret under the same name', () => {
  const encrypted = encryption.encrypt('name', 'a token 😀')
  expect(createEncryption(new Secret('one')).decrypt('name', encrypted)).toBe('a token 😀')
})

it('shows nothing of what it keeps, and never the same twice', () => {
  const [first, second] = [encryption.encrypt('name', 'a token'), encryption.encrypt('name', 'a token')]
  expect(first).not.toBe(second)
  expect(Buffer.from(first, 'base64url').toString('latin1')).not.toContain('token')
  expect(encryption.nameOf('user', 'oSomebody')).not.toContain('oSomebody')
})

it('begins no two of a thousand with the same random bytes', () => {
  const begins = Array.from({ length: 1000 }, () => encryption.encrypt('name', 'a token').slice(0, 16))
  expect(new Set(begins).size).toBe(1000)
})

it.each([
  ['another secret', (encrypted: string) => createEncryption(new Secret('two')).decrypt('name', encrypted)],
  ['another name', (encrypted: string) => encryption.decrypt('other', encrypted)],
  ['a bit changed', (encrypted: string) => encryption.decrypt('name', flipLast(encrypted))],
  ['half of it', (encrypted: string) => encryption.decrypt('name', encrypted.slice(0, 20))],
  ['nothing', () => encryption.decrypt('name', '')],
])('reads nothing with %s', (_what, open) => {
  expect(open(encryption.encrypt('name', 'a token'))).toBeUndefined()
})

it('names alike what is alike, for holders of the secret only', () => {
  expect(encryption.nameOf('user', 'a', 'b')).toBe(
    createEncryption(new Secret('one')).nameOf('user', 'a', 'b'),
  )
  const names = [
    encryption.nameOf('user', 'a', 'b'),
    encryption.nameOf('code', 'a', 'b'),
    encryption.nameOf('user', 'ab'),
    encryption.nameOf('user', 'a', 'b', ''),
    createEncryption(new Secret('two')).nameOf('user', 'a', 'b'),
  ]
  expect(new Set(names).size).toBe(names.length)
})

function flipLast(encrypted: string): string {
  const bytes = Buffer.from(encrypted, 'base64url')
  bytes[bytes.length - 1]! ^= 1
  return bytes.toString('base64url')
}
