import { installFakeWx, type FakeWx } from '../../test/stand-ins/fake-wx'
import { rejectionOf } from '../../test/stand-ins/rejection-of'
import { byHand, fail, failInCloud, succeed, throwing } from '../../test/stand-ins/scripted-call'
import { wxCloudContainer } from './wx-cloud-container'
import { wxCloudFunction } from './wx-cloud-function'

const TIMEOUT = 15_000

let phone: FakeWx

beforeEach(() => {
  jest.useFakeTimers()
  phone = installFakeWx()
})

const byFunction = wxCloudFunction('login', TIMEOUT, 'exchange')
const byContainer = wxCloudContainer({ env: 'prod-1', service: 'relay' }, TIMEOUT, 'exchange')

describe('a cloud function', () => {
  test('gets the body as its event', async () => {
    await byFunction('/login', { requestId: 'r' })
    expect(phone.callFunction.calls[0]).toMatchObject({ name: 'login', data: { requestId: 'r' } })
    expect(phone.log).toEqual(['callFunction'])
  })

  test.each(['/account-deletion', '/tx-iot-sdk/signature'])('is told the path %s, no login', async (path) => {
    await byFunction(path, { requestId: 'r' })
    expect(phone.callFunction.calls[0]).toMatchObject({ data: { requestId: 'r', path } })
  })

  test('is not called for another path', async () => {
    expect(await byFunction('/elsewhere', { requestId: 'r' })).toEqual({ status: 404, body: undefined })
    expect(phone.log).toEqual([])
  })

  test('tells the status beside the envelope', async () => {
    const result = { statusCode: 401, Response: { Error: { Code: 'WeChat.CodeUsed', Message: '' } } }
    phone.callFunction.next(succeed({ result }))
    expect(await byFunction('/login', {})).toEqual({ status: 401, body: result })
  })

  test.each([[{ Response: {} }], [undefined], ['text']])('%j without one counts as 200', async (result) => {
    phone.callFunction.next(succeed({ result }))
    expect(await byFunction('/login', {})).toEqual({ status: 200, body: result })
  })
})

describe('a service of CloudBase Run', () => {
  test('gets the body as JSON, by its name and environment', async () => {
    await byContainer('/login', { requestId: 'r' })
    expect(phone.callContainer.calls[0]).toMatchObject({
      config: { env: 'prod-1' },
      path: '/login',
      method: 'POST',
      header: { 'X-WX-SERVICE': 'relay', 'content-type': 'application/json' },
      data: { requestId: 'r' },
    })
  })

  test('answers with a status of its own', async () => {
    phone.callContainer.next(succeed({ statusCode: 503, data: { Response: {} } }))
    expect(await byContainer('/login', {})).toEqual({ status: 503, body: { Response: {} } })
  })
})

describe.each([
  ['a cloud function', byFunction, () => phone.callFunction],
  ['a service of CloudBase Run', byContainer, () => phone.callContainer],
])('%s', (_what, transport, called) => {
  // Numbers and words as in WeChat's documents, or as developers have reported them.
  test.each([
    [
      undefined,
      'cloud.callFunction:fail Cloud API isn’t enabled, please call wx.cloud.init first',
      'CloudNotReady',
      false,
    ],
    [-1, "Cloud API isn't enabled, please call wx.cloud.init first", 'CloudNotReady', false],
    [-501000, 'FunctionName parameter could not be found', 'CloudFunctionNotFound', false],
    [
      undefined,
      'cloud.callFunction:fail Error: errCode: -501000  | errMsg: [FUNCTION_NOT_FOUND] FunctionName parameter could not be found',
      'CloudFunctionNotFound',
      false,
    ],
    [-501000, 'Environment invalid', 'CloudEnvironmentNotFound', false],
    [-501000, '[100003] env not exists', 'CloudEnvironmentNotFound', false],
    [-501000, 'Invalid host', 'CloudEnvironmentNotFound', false],
    [-501000, 'Path access permission error', 'CloudNotPermitted', false],
    [-501000, 'Authorization mismatch uin', 'CloudNotPermitted', false],
    [-601012, 'no right to the environment', 'CloudNotPermitted', false],
    [-601018, 'API not authorised', 'CloudNotPermitted', false],
    [-604101, 'function may not call that API', 'CloudNotPermitted', false],
    [
      -504002,
      "functions execute fail | Error: Cannot find module 'wx-server-sdk'",
      'CloudFunctionFailed',
      false,
    ],
    [-504002, 'functions execute fail | EACCES: permission denied', 'CloudFunctionFailed', false],
    [-504001, 'call failed', 'CloudFunctionFailed', false],
    [-404011, 'function failed', 'CloudFunctionFailed', false],
    [-504003, 'Invoking task timed out after 3 seconds', 'CloudTimeLimit', true],
    [-501003, 'exceed request limit', 'CloudQuotaExceeded', true],
    [-501004, 'exceed concurrency limit', 'CloudQuotaExceeded', true],
    [-501001, 'system error', 'CloudUnavailable', true],
    [-601001, 'system error', 'CloudUnavailable', true],
    [102002, 'request timed out', 'CloudStarting', true],
    [-404012, 'polling exceed max timeout', 'RequestTimeout', true],
    [undefined, 'cloud.callContainer:fail interrupted', 'Interrupted', true],
    [undefined, 'cloud.callFunction:fail request:fail net::ERR_NAME_NOT_RESOLVED', 'NetworkFailed', true],
    [-599999, 'something new', 'CloudUnavailable', true],
  ] as const)('that fails with %s (%s) is Client.%s', async (errCode, errMsg, code, retryable) => {
    called().next(failInCloud(errMsg, errCode))
    const error = await rejectionOf(transport('/login', {}))
    expect(error).toMatchObject({ code: `Client.${code}`, stage: 'exchange', retryable, cause: { errMsg } })
    expect(error.message).toMatch(/^The (cloud function login|service relay) \w.*\. ?[^]*\.$/)
  })

  test('before wx.cloud.init(), which WeChat says by throwing, names the cure', async () => {
    const thrown = new Error('Cloud API isn’t enabled')
    called().next(throwing(thrown))
    const error = await rejectionOf(transport('/login', {}))
    expect(error).toMatchObject({ code: 'Client.CloudNotReady', retryable: false, cause: thrown })
    expect(error.message).toContain('Call wx.cloud.init(')
  })

  test('that an old base library does not have is said so', async () => {
    phone.lacks('callFunction')
    phone.lacks('callContainer')
    expect(await rejectionOf(transport('/login', {}))).toMatchObject({
      code: 'Client.CloudNotReady',
      cause: { message: expect.stringContaining('base library') },
    })
  })

  test('on a base library without wx.cloud too', async () => {
    phone.lacks('cloud')
    expect((await rejectionOf(transport('/login', {}))).code).toBe('Client.CloudNotReady')
  })

  test('that WeChat gives up is a timeout', async () => {
    called().next(fail('cloud.call:fail timeout'))
    expect((await rejectionOf(transport('/login', {}))).code).toBe('Client.RequestTimeout')
  })

  test('that hangs is given up in time, and what comes later is ignored', async () => {
    const late = byHand<never>()
    called().next(late)
    const error = rejectionOf(transport('/login', {}))
    await jest.advanceTimersByTimeAsync(TIMEOUT)
    late.fail('cloud.call:fail')
    expect(await error).toMatchObject({ code: 'Client.RequestTimeout', retryable: true })
  })

  test('leaves no timer behind', async () => {
    await transport('/login', {})
    await jest.advanceTimersByTimeAsync(0)
    expect(jest.getTimerCount()).toBe(0)
  })
})
