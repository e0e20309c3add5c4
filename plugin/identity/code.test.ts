import { installFakeWx, type FakeWx } from '../../test/stand-ins/fake-wx'
import { rejectionOf } from '../../test/stand-ins/rejection-of'
import { fail, never, succeed, throwing } from '../../test/stand-ins/scripted-call'
import { wxLogin } from './wx-login'
import { wxPluginLogin } from './wx-plugin-login'

const TIMEOUT = 10_000

let phone: FakeWx

beforeEach(() => {
  jest.useFakeTimers()
  phone = installFakeWx()
})

const ways = [
  ['login', 'login', wxLogin(TIMEOUT)],
  ['pluginLogin', 'pluginLogin', wxPluginLogin(TIMEOUT)],
] as const

describe.each(ways)('wx.%s', (name, codeType, identify) => {
  test('gives a code, and says which exchange it is for', async () => {
    expect(await identify()).toEqual({ code: 'code-1', codeType })
    expect(await identify()).toEqual({ code: 'code-2', codeType })
  })

  test('that fails is told with WeChat’s own words as the cause', async () => {
    phone[name].next(fail(`${name}:fail system error`))
    expect(await rejectionOf(identify())).toMatchObject({
      code: 'Client.NoCode',
      stage: 'identity',
      retryable: true,
      cause: { errMsg: `${name}:fail system error` },
    })
  })

  test.each([
    ['by number', fail(`${name}:fail`, 1402101)],
    ['by text', fail(`${name}:fail appid login is blocked`)],
  ])('that is blocked, told %s, is not worth another try', async (_, answer) => {
    phone[name].next(answer)
    expect(await rejectionOf(identify())).toMatchObject({
      code: 'Client.LoginBlocked',
      stage: 'identity',
      retryable: false,
    })
  })

  test('that succeeds without a code has failed', async () => {
    phone[name].next(succeed({ code: '', errMsg: `${name}:ok` }))
    expect(await rejectionOf(identify())).toMatchObject({ code: 'Client.NoCode', stage: 'identity' })
  })

  test('that hangs is given up in time', async () => {
    phone[name].next(never)
    const error = rejectionOf(identify())
    await jest.advanceTimersByTimeAsync(TIMEOUT)
    expect(await error).toMatchObject({ code: 'Client.CodeTimeout', stage: 'identity', retryable: true })
  })

  test('is not given up before', async () => {
    phone[name].next(never)
    let over = false
    void identify().catch(() => (over = true))
    await jest.advanceTimersByTimeAsync(TIMEOUT - 1)
    expect(over).toBe(false)
  })

  test('that throws is a failure of the identity too', async () => {
    const cause = new TypeError('not here')
    phone[name].next(throwing(cause))
    expect(await rejectionOf(identify())).toMatchObject({ code: 'Client.NoCode', stage: 'identity', cause })
  })

  test('that does not exist is a failure of the identity too', async () => {
    phone.lacks(name)
    expect(await rejectionOf(identify())).toMatchObject({ code: 'Client.NoCode', stage: 'identity' })
  })
})

test('WeChat is told how long we wait', async () => {
  await wxLogin(1234)()
  expect(phone.login.calls[0]?.timeout).toBe(1234)
})
