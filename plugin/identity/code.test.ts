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
    expect(await identify()).toEqual({ code: 'code-1', codeType, source: `wx.${name}` })
    expect(await identify()).toEqual({ code: 'code-2', codeType, source: `wx.${name}` })
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

  test.each([
    ['fail The AppID does not exist, 40013,invalid appid', 'AppIDRejected', false],
    ['fail 需要重新登录', 'DevToolsSignedOut', false],
    ['fail timeout', 'CodeTimeout', true],
    ['fail interrupted', 'Interrupted', true],
  ] as const)('that says "%s" is Client.%s', async (words, code, retryable) => {
    phone[name].next(fail(`${name}:${words}`))
    const error = await rejectionOf(identify())
    expect(error).toMatchObject({ code: `Client.${code}`, stage: 'identity', retryable })
    expect(error.message).toMatch(new RegExp(`^wx\\.${name} .*\\.$`))
  })

  test('that gives DevTools’ sentence in place of a code needs a real AppID', async () => {
    phone[name].next(succeed({ code: 'the code is a mock one', errMsg: `${name}:ok` }))
    expect(await rejectionOf(identify())).toMatchObject({ code: 'Client.AppIDRejected', retryable: false })
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

describe('wx.login in a plugin', () => {
  test('whose host has another AppID is refused for good, and the cure is named', async () => {
    phone.runsIn('wx-plugin', 'wx-host')
    phone.login.next(fail('login:fail'))
    const error = await rejectionOf(wxLogin(TIMEOUT)())
    expect(error).toMatchObject({ code: 'Client.PluginLoginNeeded', stage: 'identity', retryable: false })
    expect(error.message).toMatch(/Leave out `code`/)
  })

  test('may work there all the same, where host and plugin belong together', async () => {
    phone.runsIn('wx-plugin', 'wx-host')
    expect(await wxLogin(TIMEOUT)()).toMatchObject({ code: 'code-1' })
  })

  test.each([
    ['under its own AppID', 'login:fail', 'wx-plugin', 'Client.NoCode'],
    ['that is out of time', 'login:fail timeout', 'wx-host', 'Client.CodeTimeout'],
  ])('%s fails as anywhere', async (_, errMsg, miniProgram, code) => {
    phone.runsIn('wx-plugin', miniProgram)
    phone.login.next(fail(errMsg))
    expect((await rejectionOf(wxLogin(TIMEOUT)())).code).toBe(code)
  })
})
