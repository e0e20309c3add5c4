import { relayError } from '../../test/stand-ins/fake-relay'
import { installFakeWx, type FakeWx } from '../../test/stand-ins/fake-wx'
import { rejectionOf } from '../../test/stand-ins/rejection-of'
import { byHand, fail, never, succeed, throwing } from '../../test/stand-ins/scripted-call'
import { wxTransport } from './wx-transport'

const URL = 'https://relay.example.com/login'
const TIMEOUT = 15_000

let phone: FakeWx

beforeEach(() => {
  jest.useFakeTimers()
  phone = installFakeWx()
})

const post = wxTransport(TIMEOUT, 'exchange')

test('posts JSON', async () => {
  await post(URL, { code: 'code' })
  expect(phone.request.calls[0]).toMatchObject({
    url: URL,
    method: 'POST',
    data: { code: 'code' },
    header: { 'content-type': 'application/json' },
    timeout: TIMEOUT,
  })
})

test.each([400, 500])('status %s is an answer like any other', async (status) => {
  const reply = relayError(status, 'Relay.InternalError')
  phone.request.next(succeed(reply))
  expect(await post(URL, {})).toEqual({ status, body: reply.data })
})

test.each([
  ['by number', fail('request:fail', 600002)],
  ['by text', fail('request:fail url not in domain list')],
])('a domain that WeChat does not allow, told %s, names the cure', async (_, answer) => {
  phone.request.next(answer)
  const error = await rejectionOf(post(URL, {}))
  expect(error).toMatchObject({ code: 'Client.DomainNotAllowed', stage: 'exchange', retryable: false })
  expect(error.message).toContain(URL)
})

test.each([
  ['by number', fail('request:fail', 5)],
  ['by text', fail('request:fail timeout')],
  ['in other words', fail('request:fail time out')],
])('WeChat’s own time limit, told %s, is a timeout', async (_, answer) => {
  phone.request.next(answer)
  expect(await rejectionOf(post(URL, {}))).toMatchObject({
    code: 'Client.RequestTimeout',
    retryable: true,
    cause: { errMsg: expect.any(String) },
  })
})

test.each([
  'request:fail',
  'request:fail interrupted',
  'request:fail net::ERR_NAME_NOT_RESOLVED',
  'request:fail ssl hand shake error',
])('%s is a failure of the network', async (errMsg) => {
  phone.request.next(fail(errMsg, 600001))
  expect(await rejectionOf(post(URL, {}))).toMatchObject({
    code: 'Client.NetworkFailed',
    stage: 'exchange',
    retryable: true,
    cause: { errMsg, errno: 600001 },
  })
})

test('a request that hangs is aborted and given up in time', async () => {
  phone.request.next(never)
  const error = rejectionOf(post(URL, {}))
  await jest.advanceTimersByTimeAsync(TIMEOUT - 1)
  expect(phone.aborted).toEqual([])
  await jest.advanceTimersByTimeAsync(1)
  expect(await error).toMatchObject({ code: 'Client.RequestTimeout', retryable: true })
  expect(phone.aborted).toEqual([URL])
})

test('what comes after that is ignored', async () => {
  const reply = byHand<never>()
  phone.request.next(reply)
  const error = rejectionOf(post(URL, {}))
  await jest.advanceTimersByTimeAsync(TIMEOUT)
  reply.fail('request:fail abort')
  await jest.runAllTimersAsync()
  expect((await error).code).toBe('Client.RequestTimeout')
})

test('an answered request leaves no timer behind', async () => {
  await post(URL, {})
  await jest.advanceTimersByTimeAsync(0)
  expect(jest.getTimerCount()).toBe(0)
})

test('the stage is the one it was made for', async () => {
  phone.request.next(fail('request:fail'))
  expect((await rejectionOf(wxTransport(TIMEOUT, 'profile')(URL, {}))).stage).toBe('profile')
})

test('a wx.request that throws is a network failure like any other', async () => {
  phone.request.next(throwing(new Error('request is not what it was')))
  const error = await rejectionOf(post(URL, {}))
  expect(error).toMatchObject({ code: 'Client.NetworkFailed', stage: 'exchange', retryable: true })
})
