import { LoginError } from '../errors'
import { sessionBench } from '../../test/stand-ins/session-bench'
import { sdkOptionsFor } from './sdk-options'

const apiUrl = 'https://iot.example.com/'

function open(isRefused: (token: string) => Promise<boolean>) {
  const bench = sessionBench()
  const session = bench.open()
  const options = sdkOptionsFor(session, { isRefused, newRequestId: () => 'id', apiUrl })
  return { ...bench, session, options }
}

test('a token that this very question brought is not shown to the platform', async () => {
  const isRefused = jest.fn(() => Promise.resolve(true))
  const { options } = open(isRefused)
  await expect(options.getAccessToken()).resolves.toMatchObject({ Token: 'token-1' })
  expect(isRefused).not.toHaveBeenCalled()
})

test('a token that was there before is kept while the platform does not refuse it', async () => {
  const { phone, session, options } = open(() => Promise.resolve(false))
  await session.login()
  await expect(options.getAccessToken()).resolves.toMatchObject({ Token: 'token-1' })
  expect(phone.login.calls).toHaveLength(1)
})

test('a refused token is replaced once for all who ask at the same time', async () => {
  const isRefused = jest.fn((token: string) => Promise.resolve(token === 'token-1'))
  const { phone, session, options } = open(isRefused)
  await session.login()
  const tokens = await Promise.all([1, 2, 3].map(() => options.getAccessToken()))
  expect(tokens.map(({ Token }) => Token)).toEqual(['token-2', 'token-2', 'token-2'])
  expect(phone.login.calls).toHaveLength(2)
  expect(isRefused).toHaveBeenCalledTimes(1)
})

test('a token whose renewal failed is shown to the platform, since it is not new', async () => {
  const isRefused = jest.fn(() => Promise.resolve(false))
  const { phone, clock, session, options } = open(isRefused)
  await session.login()
  clock.pass(7200 - 100)
  phone.login.next(({ fail }) => fail?.({ errMsg: 'login:fail' }))
  await expect(options.getAccessToken()).resolves.toMatchObject({ Token: 'token-1' })
  expect(isRefused).toHaveBeenCalledTimes(1)
})

test('a user who signs out while the platform is asked is not let in', async () => {
  const { session, options } = open(async () => {
    await session.logout()
    return false
  })
  await session.login()
  await expect(options.getAccessToken()).rejects.toMatchObject({ code: 'Client.SignedOut' })
})

test('a failure is a plain object, and the next question is a new one', async () => {
  const { phone, options } = open(() => Promise.resolve(false))
  phone.login.next(({ fail }) => fail?.({ errMsg: 'login:fail' }))
  const failure: unknown = await options.getAccessToken().catch((error: unknown) => error)
  expect(failure).not.toBeInstanceOf(LoginError)
  expect(failure).toMatchObject({ code: 'Client.NoCode', stage: 'identity', retryable: true })
  await expect(options.getAccessToken()).resolves.toMatchObject({ Token: 'token-1' })
})
