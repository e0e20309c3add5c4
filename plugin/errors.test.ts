import { runInNewContext } from 'node:vm'
import { isLoginError, LoginError } from './errors'

const error = new LoginError('Client.NoCode', 'words', { stage: 'identity', retryable: true, cause: 'why' })

test('it is an Error that carries what a caller decides by', () => {
  expect(error).toBeInstanceOf(Error)
  expect(error).toMatchObject({
    name: 'LoginError',
    code: 'Client.NoCode',
    message: 'words',
    stage: 'identity',
    retryable: true,
    requestId: undefined,
    cause: 'why',
  })
})

test('one from another copy of this package is recognised', () => {
  let copy: typeof LoginError | undefined
  jest.isolateModules(() => {
    copy = (require('./errors') as { LoginError: typeof LoginError }).LoginError
  })
  const foreign = new copy!('Client.NoCode', 'words', { stage: 'identity', retryable: true })
  expect(foreign).not.toBeInstanceOf(LoginError)
  expect(isLoginError(foreign)).toBe(true)
})

test('one from another realm, such as a plugin’s world, is recognised by its shape', () => {
  const foreign = runInNewContext(
    "Object.assign(new Error('words'), { name: 'LoginError', code: 'Client.NoCode', stage: 'identity' })",
  ) as unknown
  expect(foreign instanceof Error).toBe(false)
  expect(isLoginError(foreign)).toBe(true)
})

test.each([
  [new Error('no')],
  [{ name: 'LoginError', code: 'x', stage: 'y' }],
  [{ name: 'LoginError', code: 7, stage: 'y', message: 'z' }],
  [{ name: 'Error', code: 'x', stage: 'y', message: 'z' }],
  ['LoginError'],
  [null],
  [undefined],
])('%s is none', (value) => {
  expect(isLoginError(value)).toBe(false)
})
