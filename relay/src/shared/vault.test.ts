import { Secret } from '../secret'
import { createVault } from './vault'

const vault = createVault(new Secret('one'))

it('reads what was sealed with the same secret under the same name', () => {
  const sealed = vault.seal('name', 'a token 😀')
  expect(createVault(new Secret('one')).open('name', sealed)).toBe('a token 😀')
})

it('shows nothing of what it keeps, and never the same twice', () => {
  const [first, second] = [vault.seal('name', 'a token'), vault.seal('name', 'a token')]
  expect(first).not.toBe(second)
  expect(Buffer.from(first, 'base64url').toString('latin1')).not.toContain('token')
  expect(vault.nameOf('user', 'oSomebody')).not.toContain('oSomebody')
})

it.each([
  ['another secret', (sealed: string) => createVault(new Secret('two')).open('name', sealed)],
  ['another name', (sealed: string) => vault.open('other', sealed)],
  ['a bit changed', (sealed: string) => vault.open('name', flipLast(sealed))],
  ['half of it', (sealed: string) => vault.open('name', sealed.slice(0, 20))],
  ['nothing', () => vault.open('name', '')],
])('reads nothing with %s', (_what, open) => {
  expect(open(vault.seal('name', 'a token'))).toBeUndefined()
})

it('names alike what is alike, for holders of the secret alone', () => {
  expect(vault.nameOf('user', 'a', 'b')).toBe(createVault(new Secret('one')).nameOf('user', 'a', 'b'))
  const names = [
    vault.nameOf('user', 'a', 'b'),
    vault.nameOf('code', 'a', 'b'),
    vault.nameOf('user', 'ab'),
    vault.nameOf('user', 'a', 'b', ''),
    createVault(new Secret('two')).nameOf('user', 'a', 'b'),
  ]
  expect(new Set(names).size).toBe(names.length)
})

function flipLast(sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64url')
  bytes[bytes.length - 1]! ^= 1
  return bytes.toString('base64url')
}
