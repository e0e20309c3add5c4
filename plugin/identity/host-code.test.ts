import { LoginError } from '../errors'
import { rejectionOf } from '../../test/stand-ins/rejection-of'
import { hostCode } from './host-code'

const TIMEOUT = 10_000

beforeEach(() => {
  jest.useFakeTimers()
})

test.each([
  ['answers', () => 'code-of-the-host'],
  ['promises', () => Promise.resolve('code-of-the-host')],
])('a host’s function that %s a code is a wx.login of its own', async (_, getCode) => {
  expect(await hostCode(getCode, TIMEOUT)()).toEqual({
    code: 'code-of-the-host',
    codeType: 'login',
    source: 'host',
  })
})

test('it is called once for each login, and not before', async () => {
  const getCode = jest.fn(() => 'code')
  const identify = hostCode(getCode, TIMEOUT)
  expect(getCode).not.toHaveBeenCalled()
  await identify()
  await identify()
  expect(getCode).toHaveBeenCalledTimes(2)
})

test.each([
  ['rejects', () => Promise.reject(new Error('not logged in'))],
  [
    'throws',
    () => {
      throw new Error('not logged in')
    },
  ],
])('a function that %s is told as the cause', async (_, getCode) => {
  expect(await rejectionOf(hostCode(getCode, TIMEOUT)())).toMatchObject({
    code: 'Client.NoCode',
    stage: 'identity',
    retryable: true,
    cause: new Error('not logged in'),
  })
})

test.each([[''], [undefined], [null], [7], [{ code: 'code' }]])('%j is no code', async (answer) => {
  const getCode = (() => answer) as () => string
  expect(await rejectionOf(hostCode(getCode, TIMEOUT)())).toMatchObject({
    code: 'Client.NoCode',
    stage: 'identity',
  })
})

test('a function that hangs is given up in time', async () => {
  const error = rejectionOf(hostCode(() => new Promise<never>(() => undefined), TIMEOUT)())
  await jest.advanceTimersByTimeAsync(TIMEOUT)
  expect(await error).toMatchObject({ code: 'Client.CodeTimeout', stage: 'identity', retryable: true })
})

test('a LoginError of the host’s own passes unchanged', async () => {
  const own = new LoginError('Host.NoConsent', 'The user has not agreed.', {
    stage: 'identity',
    retryable: false,
  })
  expect(await rejectionOf(hostCode(() => Promise.reject(own), TIMEOUT)())).toBe(own)
})
