import { inspect } from 'node:util'
import { Secret } from './secret'

describe('a secret', () => {
  const secret = new Secret('hunter2hunter2')

  test.each([
    ['String()', () => String(secret)],
    ['a template', () => `${secret}`],
    ['concatenation', () => '' + (secret as unknown as string)],
    ['JSON', () => JSON.stringify({ secret })],
    ['util.inspect', () => inspect({ deep: { secret } }, { showHidden: true, depth: 9 })],
    ['an error message', () => new Error(`it was ${secret}`).message],
  ])('prints as [secret] in %s', (_where, print) => {
    expect(print()).toContain('[secret]')
    expect(print()).not.toContain('hunter2')
  })

  it('has no property that holds the value', () => {
    expect(Object.getOwnPropertyNames(secret)).toEqual([])
    expect({ ...secret }).toEqual({})
  })

  it('reveals the value when asked to', () => {
    expect(secret.reveal()).toBe('hunter2hunter2')
  })
})
