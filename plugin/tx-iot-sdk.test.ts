import { relayError, relayReply } from '../test/stand-ins/fake-relay'
import { fakeTxIot, type FakeTxIot } from '../test/stand-ins/fake-tx-iot'
import { installFakeWx, type FakeWx } from '../test/stand-ins/fake-wx'
import { rejectionOf } from '../test/stand-ins/rejection-of'
import { succeed } from '../test/stand-ins/scripted-call'
import { configure, createSession } from './index'
import { createTxIotSdk, type LoginError, type Session } from './tx-iot-sdk'

let phone: FakeWx
let txIot: FakeTxIot
const SIGNED = {
  AppKey: 'app-key',
  UserId: 'u_ming',
  RequestId: 'signed-request',
  Timestamp: 1_800_000_000,
  Nonce: 7,
  Signature: 'c2ln',
}
const signs = (data: object = SIGNED, times = 1) => {
  for (let time = 0; time < times; time += 1) phone.request.next(succeed(relayReply(data)))
}
const ready = () => createTxIotSdk({ plugin: () => txIot.plugin })

beforeEach(() => {
  jest.useFakeTimers()
  phone = installFakeWx()
  txIot = fakeTxIot()
  configure({ relayUrl: 'https://relay.example.com', appKey: 'app-key', appId: 'wx1' })
})

describe('a login', () => {
  test('is signed by the relay for a fresh code, and handed to the plugin as it came', async () => {
    signs()
    const { userId, engine } = await ready().login()
    expect([userId, engine]).toEqual(['u_ming', txIot.engine])
    expect(phone.request.calls.map(({ url, data }) => ({ url, data }))).toEqual([
      {
        url: 'https://relay.example.com/tx-iot-sdk/signature',
        data: { code: 'code-1', codeType: 'login', appId: 'wx1', requestId: expect.any(String) as string },
      },
    ])
    const { AppKey, UserId, RequestId, Timestamp, Nonce, Signature } = SIGNED
    const signature = { requestId: RequestId, timestamp: Timestamp, nonce: Nonce, signature: Signature }
    expect(txIot.logins).toEqual([{ appKey: AppKey, userId: UserId, signature }])
  })

  test('is shared by all who ask at once, and needs no request once it is done', async () => {
    signs()
    const sdk = ready()
    await Promise.all([sdk.login(), sdk.login()])
    await sdk.login()
    expect([phone.request.calls.length, txIot.logins.length]).toEqual([1, 1])
    expect(txIot.listeners()).toBe(1)
  })

  test('gives every error of the relay its own code, and a later one succeeds', async () => {
    phone.request.next(succeed(relayError(429, 'Relay.RateLimited')))
    const sdk = ready()
    expect(await rejectionOf(sdk.login())).toMatchObject({ code: 'Relay.RateLimited', retryable: true })
    signs()
    expect((await sdk.login()).userId).toBe('u_ming')
  })

  test.each([
    [{ ...SIGNED, UserId: '' }],
    [{ ...SIGNED, Nonce: '7' }],
    [{ Token: 't', ExpireAt: 5, ExpiresIn: 5 }],
  ])('is not begun with %j', async (data) => {
    signs(data)
    expect(await rejectionOf(ready().login())).toMatchObject({ code: 'Client.UnexpectedReply' })
    expect(txIot.logins).toEqual([])
  })

  test('says of a relay that signs none what to do', async () => {
    const error = await rejectionOf(ready().login())
    expect(error).toMatchObject({ code: 'Relay.NotFound', retryable: false })
    expect(error.message).toContain('/tx-iot-sdk/signature')
  })

  test('is signed by a cloud function as well, which is told the path, and needs no code', async () => {
    const session = createSession({ transport: { callFunction: 'relay' }, appKey: 'app-key' })
    const sdk = createTxIotSdk({ plugin: () => txIot.plugin, session })
    phone.callFunction.next(succeed({ result: { ...Object(relayReply(SIGNED).data), statusCode: 200 } }))
    expect((await sdk.login()).userId).toBe('u_ming')
    expect(phone.callFunction.calls).toMatchObject([
      { name: 'relay', data: { path: '/tx-iot-sdk/signature', requestId: expect.any(String) as string } },
    ])
  })

  test('says of a cloud function that signs none what to do', async () => {
    const session = createSession({ transport: { callFunction: 'relay' }, appKey: 'app-key' })
    const sdk = createTxIotSdk({ plugin: () => txIot.plugin, session })
    const { data } = relayError(404, 'Relay.NotFound')
    phone.callFunction.next(succeed({ result: { ...Object(data), statusCode: 404 } }))
    expect(await rejectionOf(sdk.login())).toMatchObject({ code: 'Relay.NotFound' })
  })
})

describe('trap: the plugin cannot be loaded while app.js is,', () => {
  test('so it is asked for at the first login only', async () => {
    const load = jest.fn(() => txIot.plugin)
    const sdk = createTxIotSdk({ plugin: load })
    expect(load).not.toHaveBeenCalled()
    signs()
    await sdk.login()
    await sdk.login()
    expect(load).toHaveBeenCalledTimes(1)
  })

  test('and may have its exports under default', async () => {
    signs()
    const sdk = createTxIotSdk({ plugin: () => ({ default: txIot.plugin }) })
    expect((await sdk.login()).userId).toBe('u_ming')
  })

  test.each([
    [
      'throws',
      () => {
        throw new Error('Plugin tx-iot-sdk is not defined')
      },
    ],
    ['gives nothing', () => undefined as never],
    ['is another plugin', () => ({ login() {} }) as never],
  ])('and is asked for again where it %s', async (_what, load) => {
    let isThere = false
    const sdk = createTxIotSdk({ plugin: () => (isThere ? txIot.plugin : load()) })
    const error = await rejectionOf(sdk.login())
    expect(error).toMatchObject({ code: 'Client.InvalidConfiguration', stage: 'configuration' })
    expect(error.message).toContain('app.json')
    expect(phone.request.calls).toEqual([])
    isThere = true
    signs()
    expect((await sdk.login()).userId).toBe('u_ming')
  })
})

describe('trap: a login with a kept session is never answered,', () => {
  test('so none is begun where the kept user is the one that WeChat names', async () => {
    txIot.user = 'u_ming'
    signs()
    expect((await ready().login()).userId).toBe('u_ming')
    expect(txIot.logins).toEqual([])
  })

  test('and another user is logged out before', async () => {
    txIot.user = 'u_hong'
    signs()
    await ready().login()
    expect([txIot.logouts, txIot.user]).toEqual([1, 'u_ming'])
  })

  test('and one that is not answered ends with the time, in success where its user is there', async () => {
    txIot.outcomes.push('silent')
    signs()
    const login = ready().login()
    const error = rejectionOf(login)
    await jest.advanceTimersByTimeAsync(15_000)
    expect(await error).toMatchObject({ code: 'TXIoT.Timeout', retryable: true })

    txIot.outcomes.push('silent')
    signs()
    const second = ready().login()
    await jest.advanceTimersByTimeAsync(1000)
    txIot.user = 'u_ming'
    await jest.advanceTimersByTimeAsync(15_000)
    expect((await second).userId).toBe('u_ming')
  })

  test.each([
    [-1, true],
    [-3, false],
    [-4, true],
    [-5, false],
  ])('and a refusal %i has the code of the plugin, retryable: %p', async (code, retryable) => {
    txIot.outcomes.push([code, 'its own words'])
    signs()
    const error = await rejectionOf(ready().login())
    expect(error).toMatchObject({ code: `TXIoT.${code}`, retryable, stage: 'session' })
    expect(error.message).toContain('its own words')
    expect(txIot.listeners()).toBe(1)
  })
})

describe('trap: a signature expires,', () => {
  test('so another one is fetched and the same user logged in with it', async () => {
    signs(SIGNED, 2)
    const sdk = ready()
    await sdk.login()
    txIot.expire()
    await jest.advanceTimersByTimeAsync(0)
    expect([txIot.logins.length, phone.request.calls.length, txIot.user]).toEqual([2, 2, 'u_ming'])
  })

  test('and a failure of that is told', async () => {
    signs()
    const failures: LoginError[] = []
    const sdk = createTxIotSdk({ plugin: () => txIot.plugin, onFail: (error) => failures.push(error) })
    await sdk.login()
    txIot.expire()
    await jest.advanceTimersByTimeAsync(0)
    expect(failures).toMatchObject([{ code: 'Relay.NotFound' }])
  })

  test('and one that ends at once is not fetched again and again', async () => {
    signs(SIGNED, 5)
    const failures: LoginError[] = []
    const sdk = createTxIotSdk({ plugin: () => txIot.plugin, onFail: (error) => failures.push(error) })
    await sdk.login()
    for (let time = 0; time < 4; time += 1) {
      txIot.expire()
      await jest.advanceTimersByTimeAsync(1000)
    }
    expect(phone.request.calls).toHaveLength(2)
    expect(failures.map(({ code }) => code)).toEqual(Array(3).fill('TXIoT.SignatureExpired'))
    await jest.advanceTimersByTimeAsync(60_000)
    txIot.expire()
    await jest.advanceTimersByTimeAsync(0)
    expect(phone.request.calls).toHaveLength(3)
  })

  test('and no user is logged in again after a logout', async () => {
    signs(SIGNED, 2)
    const sdk = ready()
    await sdk.login()
    await sdk.logout()
    txIot.expire()
    await jest.advanceTimersByTimeAsync(0)
    expect([txIot.user, phone.request.calls.length]).toEqual([undefined, 1])
    expect((await sdk.login()).userId).toBe('u_ming')
  })
})

test('a logout during a login comes after it', async () => {
  signs()
  const sdk = ready()
  const [login, logout] = [sdk.login(), sdk.logout()]
  await login
  await logout
  expect(txIot.user).toBeUndefined()
})

test('a session without a user is refused, before anything is asked', async () => {
  const sdk = createTxIotSdk({ plugin: () => txIot.plugin, session: {} as Session })
  expect(await rejectionOf(sdk.login())).toMatchObject({ code: 'Client.InvalidConfiguration' })
  expect(phone.log).not.toContain('login')
})
