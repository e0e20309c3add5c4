import { installFakeWx, type FakeWx } from '../../test/stand-ins/fake-wx'
import { rejectionOf } from '../../test/stand-ins/rejection-of'
import { byHand, fail, succeed, throwing } from '../../test/stand-ins/scripted-call'
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
  test('that is not reached is a failure that may pass', async () => {
    called().next(fail('cloud.call:fail -501000 resource not found'))
    const error = await rejectionOf(transport('/login', {}))
    expect(error).toMatchObject({ code: 'Client.NetworkFailed', stage: 'exchange', retryable: true })
    expect(error.message).toContain('wx.cloud.init()')
  })

  test('is not reached before wx.cloud.init(), which WeChat says by throwing', async () => {
    const thrown = new Error('Cloud API isn’t enabled')
    called().next(throwing(thrown))
    expect(await rejectionOf(transport('/login', {}))).toMatchObject({
      code: 'Client.NetworkFailed',
      cause: thrown,
    })
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
