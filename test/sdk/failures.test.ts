import { createSession, sdkOptions } from '../../plugin/index'
import { relayError } from '../stand-ins/fake-relay'
import { installWxOverHttp, type WxOverHttp } from '../stand-ins/wx-over-http'
import { createOfficialSdk } from './official-sdk'

const TIME_LIMIT = 20

/** Opens the app, lets `spoil` change the phone, and answers what `init()` rejects with. */
async function initFails(spoil: (phone: WxOverHttp) => void): Promise<Record<string, unknown>> {
  const phone = installWxOverHttp(() => 'code')
  const session = createSession({
    relayUrl: 'https://relay.example.com',
    appKey: 'AppKey',
    codeTimeout: TIME_LIMIT,
    requestTimeout: TIME_LIMIT,
  })
  const sdk = createOfficialSdk({ ...sdkOptions(session), appKey: 'AppKey' })
  spoil(phone)
  return sdk.init().then(
    () => {
      throw new Error('init() succeeded')
    },
    (error: unknown) => error as Record<string, unknown>,
  )
}

const relayAnswers = (status: number, code: string) => (phone: WxOverHttp) => {
  phone.intercept = ({ success }) => {
    success?.(relayError(status, code))
    return true
  }
}
const requestFails = (failure: object) => (phone: WxOverHttp) => {
  phone.intercept = ({ fail }) => {
    fail?.(failure as { errMsg: string })
    return true
  }
}
const loginFails = (failure: object) => (phone: WxOverHttp) => {
  phone.login = ({ fail }) => fail?.(failure as { errMsg: string })
}

const kinds: [code: string, stage: string, retryable: boolean, spoil: (phone: WxOverHttp) => void][] = [
  ['Client.NoCode', 'identity', true, loginFails({ errMsg: 'login:fail' })],
  ['Client.NoCode', 'identity', true, loginFails({ errMsg: 'login:fail auth deny' })],
  ['Client.LoginBlocked', 'identity', false, loginFails({ errMsg: 'login:fail', errno: 1402101 })],
  ['Client.CodeTimeout', 'identity', true, (phone) => (phone.login = () => undefined)],
  ['Client.NetworkFailed', 'exchange', true, requestFails({ errMsg: 'request:fail ' })],
  ['Client.DomainNotAllowed', 'exchange', false, requestFails({ errMsg: 'request:fail', errno: 600002 })],
  ['Client.RequestTimeout', 'exchange', true, (phone) => (phone.intercept = () => true)],
  ['Relay.RateLimited', 'exchange', true, relayAnswers(429, 'Relay.RateLimited')],
  ['WeChat.UserBlocked', 'exchange', false, relayAnswers(403, 'WeChat.UserBlocked')],
  ['InternalError', 'exchange', true, relayAnswers(502, 'InternalError')],
  ['Yours.Own', 'exchange', false, relayAnswers(403, 'Yours.Own')],
]

describe('a failed login reaches the app as it is:', () => {
  test.each(kinds)('%s at the stage %s', async (code, stage, retryable, spoil) => {
    const error = await initFails(spoil)
    expect(error).toEqual({
      code,
      msg: expect.any(String),
      stage,
      retryable,
      requestId: expect.any(String),
    })
    expect(error.msg).not.toBe('')
  })

  test('Client.UnexpectedReply', async () => {
    const error = await initFails((phone) => {
      phone.intercept = ({ success }) => {
        success?.({ statusCode: 200, data: '<html>' })
        return true
      }
    })
    expect(error).toMatchObject({ code: 'Client.UnexpectedReply', stage: 'exchange' })
  })

  test('Client.InternalError, for what was not foreseen', async () => {
    installWxOverHttp(() => 'code')
    const session = createSession({ relayUrl: 'https://relay.example.com', appKey: 'AppKey' })
    session.getAccessToken = () => Promise.reject(new TypeError('a bug'))
    const starting = createOfficialSdk({ ...sdkOptions(session), appKey: 'AppKey' }).init()
    const error: unknown = await starting.catch((failure: unknown) => failure)
    expect(error).toMatchObject({ code: 'Client.InternalError', stage: 'session' })
    expect(error).not.toHaveProperty('stack')
  })

  test('a code that the SDK would take for a refused token, under a name that it does not', async () => {
    const error = await initFails(relayAnswers(403, 'InvalidParameterValue.InvalidAccessToken'))
    expect(error).toMatchObject({ code: 'InvalidParameterValue.AccessTokenInvalid', stage: 'exchange' })
  })

  test('Client.Cancelled, when the user signs out meanwhile', async () => {
    const phone = installWxOverHttp(() => 'code')
    phone.login = () => undefined
    const session = createSession({
      relayUrl: 'https://relay.example.com',
      appKey: 'AppKey',
      codeTimeout: 1000,
    })
    const starting = createOfficialSdk({ ...sdkOptions(session), appKey: 'AppKey' }).init()
    await new Promise<void>((resolve) => {
      session.onChange(({ state }) => state === 'identifying' && resolve())
    })
    await session.logout()
    await expect(starting).rejects.toMatchObject({ code: 'Client.Cancelled', stage: 'session' })
  })
})
