import { openPage } from '../stand-ins/button-page'
import { relayError } from '../stand-ins/fake-relay'
import { installFakeWx, type FakeWx } from '../stand-ins/fake-wx'
import { fail, never, succeed, throwing } from '../stand-ins/scripted-call'
import { mount } from './mount'

let phone: FakeWx
let said: jest.SpyInstance

beforeEach(() => {
  jest.useFakeTimers()
  phone = installFakeWx()
  said = jest.spyOn(console, 'error').mockImplementation(() => undefined)
})

const failures: [string, () => void, object][] = [
  [
    'wx.login that fails',
    () => {
      phone.login.next(fail('login:fail'))
    },
    { code: 'Client.NoCode', stage: 'identity', retryable: true },
  ],
  [
    'wx.login that throws',
    () => {
      phone.login.next(throwing(new Error('gone')))
    },
    { code: 'Client.NoCode', stage: 'identity', retryable: true },
  ],
  [
    'wx.login that hangs',
    () => {
      phone.login.next(never)
    },
    { code: 'Client.CodeTimeout', stage: 'identity', retryable: true },
  ],
  [
    'a login that WeChat blocks',
    () => {
      phone.login.next(fail('login:fail', 1402101))
    },
    { code: 'Client.LoginBlocked', stage: 'identity', retryable: false },
  ],
  [
    'a domain that is not allowed',
    () => {
      phone.request.next(fail('request:fail', 600002))
    },
    { code: 'Client.DomainNotAllowed', stage: 'exchange', retryable: false },
  ],
  [
    'a relay that cannot be reached',
    () => {
      phone.request.next(fail('request:fail'))
    },
    { code: 'Client.NetworkFailed', stage: 'exchange', retryable: true },
  ],
  [
    'a relay that hangs',
    () => {
      phone.request.next(never)
    },
    { code: 'Client.RequestTimeout', stage: 'exchange', retryable: true },
  ],
  [
    'a wx.request that throws',
    () => {
      phone.request.next(throwing(new Error('gone')))
    },
    { code: 'Client.NetworkFailed', stage: 'exchange', retryable: true },
  ],
  [
    'a captive portal',
    () => {
      phone.request.next(succeed({ statusCode: 200, data: '<html></html>' }))
    },
    { code: 'Client.UnexpectedReply', stage: 'exchange', retryable: false },
  ],
  [
    'a relay that refuses',
    () => {
      phone.request.next(succeed(relayError(400, 'InvalidParameterValue.NickNameLengthInvalid')))
    },
    { code: 'InvalidParameterValue.NickNameLengthInvalid', stage: 'exchange', retryable: false },
  ],
  [
    'an unknown code',
    () => {
      phone.request.next(succeed(relayError(503, 'toString')))
    },
    { code: 'toString', stage: 'exchange', retryable: true },
  ],
]

test.each(failures)(
  '%s ends in one fail event, with words below the button, and the next tap works',
  async (_, cause, told) => {
    const page = await openPage(mount)
    cause()
    await page.tap()
    await jest.runAllTimersAsync()
    expect(page.heard('fail')).toEqual([
      {
        stage: expect.any(String),
        ...told,
        message: page.alert(),
        reason: expect.stringMatching(/\w \w.*\.$/),
        requestId: expect.stringMatching(/./),
        codeSource: 'wx.login',
      },
    ])
    const [{ code, reason, requestId } = {}] = page.heard('fail')
    expect(said.mock.calls).toEqual([
      [`<iot-login> ${String(code)}: ${String(reason)} (request id ${String(requestId)})`],
    ])
    expect(page.alert()).toMatch(/\p{Script=Han}/u)
    expect(page.see('iot-login__alert')?.attribute('aria-role')).toBe('alert')
    expect(page.label()).toBe('重新登录')
    expect(page.see('iot-login__button')?.has('aria-busy')).toBe(false)

    await page.tap()
    expect(page.heard('success')).toHaveLength(1)
    expect(page.heard('fail')).toHaveLength(1)
    expect(page.label()).toBe('已登录')
    expect(page.alert()).toBeUndefined()
  },
)

test('the words of the last failure are gone while the next login runs', async () => {
  const page = await openPage(mount)
  phone.request.next(fail('request:fail'), never)
  await page.tap()
  await page.tap()
  expect(page.label()).toBe('正在登录')
  expect(page.alert()).toBeUndefined()
})

test('neither the code nor the cause is in what the page and the console are told', async () => {
  const page = await openPage(mount)
  phone.request.next(fail('request:fail code-1'))
  await page.tap()
  expect(page.heard('fail')).toHaveLength(1)
  expect(JSON.stringify([page.heard('fail'), said.mock.calls])).not.toContain('code-1')
})

test('words of a failure do not outlive a login by another button', async () => {
  const page = await openPage(mount, { buttons: 2 })
  phone.request.next(fail('request:fail'))
  await page.tap(0)
  expect(page.alert(0)).toBeDefined()
  expect(page.alert(1)).toBeUndefined()
  await page.tap(1)
  expect([page.label(0), page.label(1)]).toEqual(['已登录', '已登录'])
  expect(page.alert(0)).toBeUndefined()
})

test('nor do they outlive a logout', async () => {
  const page = await openPage(mount)
  phone.request.next(fail('request:fail'))
  await page.tap()
  await page.session().logout()
  expect(page.label()).toBe('微信登录')
  expect(page.alert()).toBeUndefined()
})

test('a renewal by hand that fails is told, though the button stays signed in', async () => {
  phone.relay.expiresIn = 600
  const page = await openPage(mount)
  await page.session().login()
  jest.setSystemTime(Date.now() + 400_000)
  phone.request.next(fail('request:fail'))
  await page.tap()
  expect(page.label()).toBe('已登录')
  expect(page.heard('fail')).toMatchObject([{ code: 'Client.NetworkFailed' }])
  expect(page.alert()).toBeDefined()
})
