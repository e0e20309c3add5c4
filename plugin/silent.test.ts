import { installFakeWx, type FakeWx } from '../test/stand-ins/fake-wx'
import { fail } from '../test/stand-ins/scripted-call'
import { rejectionOf } from '../test/stand-ins/rejection-of'
import { createSession, configure as configureWhole, getSession as getWholeSession } from './index'
import { sessionFor } from './shared-sessions'
import { configure, getSession, isLoginError, type SilentOptions } from './silent'

const options = { relayUrl: 'https://relay.example.com/', appKey: 'app-key' }

let phone: FakeWx

beforeEach(() => {
  jest.useFakeTimers()
  phone = installFakeWx()
})

test('two options are enough for a token, over wx.login, wx.request and the storage', async () => {
  configure(options)
  expect(await getSession().getAccessToken()).toEqual({ Token: 'token-1', ExpireAt: expect.any(Number) })
  expect(phone.request.calls.map(({ url }) => url)).toEqual(['https://relay.example.com/login'])
  expect([...phone.storage.entries]).toEqual([
    ['iot-login:v1:app-key', { data: expect.objectContaining({ token: 'token-1' }), encrypt: true }],
  ])
})

test('a session that was not configured is refused', () => {
  expect(() => getSession()).toThrow(expect.objectContaining({ code: 'Client.NotConfigured' }))
})

describe('an error', () => {
  test('of wx.login has its code, and says where its cure stands', async () => {
    phone.login.next(fail('login:fail', 1402101))
    const error = await rejectionOf(configure(options).getAccessToken())
    expect(isLoginError(error)).toBe(true)
    expect(error).toMatchObject({ code: 'Client.LoginBlocked', stage: 'identity', retryable: false })
    expect(error.message).toBe(
      'wx.login failed: see Client.LoginBlocked in the README of miniprogram-iot-login.',
    )
  })

  test('of wx.request has its code', async () => {
    phone.request.next(fail('request:fail', 600002))
    expect(await rejectionOf(configure(options).getAccessToken())).toMatchObject({
      code: 'Client.DomainNotAllowed',
      stage: 'exchange',
      retryable: false,
    })
  })
})

describe('configure() refuses', () => {
  test.each<[string, Record<string, unknown>]>([
    ['relayUrl', { relayUrl: 'http://relay.example.com' }],
    ['relayUrl', { relayUrl: 'https://relay.example.com/login' }],
    ['appKey', { appKey: 'YOUR_APP_KEY' }],
    ['appId', { appId: '' }],
    ['codeTimeout', { codeTimeout: 0 }],
    ['requestTimeout', { requestTimeout: '15' }],
    ['renewBefore', { renewBefore: -1 }],
    ['encrypt', { encrypt: 'yes' }],
    ['code', { code: 'pluginLogin' }],
    ['toString', { toString: 1 }],
    ['appSecret', { appSecret: 'hidden' }],
  ])('%s of %j, by its name and without its value', (name, wrong) => {
    const refused = () => configure({ ...options, ...wrong })
    expect(refused).toThrow(expect.objectContaining({ code: 'Client.InvalidConfiguration' }))
    expect(refused).toThrow(`Correct or take out: ${name}.`)
    expect(refused).not.toThrow('hidden')
  })

  test('what is no object, by what it lacks', () => {
    expect(() => configure(undefined as unknown as SilentOptions)).toThrow('relayUrl, appKey')
  })

  test('and takes null for left out', () => {
    expect(() =>
      configure({ ...options, encrypt: null, appId: null } as unknown as SilentOptions),
    ).not.toThrow()
  })
})

describe('with the full entry in the same app', () => {
  test('its getSession() adds what the silent session lacks, and keeps its login', async () => {
    const silent = configure(options)
    const running = silent.getAccessToken()
    const whole = getWholeSession()
    expect(await whole.getAccessToken()).toEqual(await running)
    expect(phone.request.calls).toHaveLength(1)
    await expect(whole.deleteAccount({ confirmed: true })).resolves.toBeUndefined()
    expect(silent.state).toBe('signed-out')
  })

  test('both entries and a button with the same relay and AppKey then have one session', () => {
    configure(options)
    const whole = getWholeSession()
    expect(getSession()).toBe(whole)
    expect(sessionFor({ relayUrl: 'https://relay.example.com', appKey: 'app-key' })).toBe(whole)
  })

  test('what the full entry has configured is what the silent one returns', () => {
    const whole = configureWhole(options)
    expect(getSession()).toBe(whole)
  })

  test('the last configure() counts', () => {
    configureWhole(options)
    const silent = configure({ ...options, appKey: 'other' })
    expect(getSession()).toBe(silent)
    expect(getWholeSession()).not.toBe(silent)
    const whole = configureWhole(options)
    expect(getSession()).toBe(whole)
  })

  test('a logout in one is a logout in the other', async () => {
    const silent = configure(options)
    const whole = createSession(options)
    await silent.getAccessToken()
    await whole.logout()
    expect((await rejectionOf(silent.getAccessToken())).code).toBe('Client.SignedOut')
  })

  test('the logout of the whole session tells IoT Explorer, that of the silent one does not', async () => {
    const silent = configure(options)
    await silent.login()
    await silent.logout()
    expect(phone.request.calls).toHaveLength(1)
    await silent.login()
    await getWholeSession().logout()
    expect(phone.request.calls.map(({ data }) => (data as { Action?: string }).Action)).toEqual([
      undefined,
      undefined,
      'AppLogoutUser',
    ])
  })
})
