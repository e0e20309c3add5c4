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

// Words as WeChat's documents have them, or as developers have reported them.
test.each([
  [5, 'request:fail', 'RequestTimeout', true],
  [undefined, 'request:fail timeout', 'RequestTimeout', true],
  [undefined, 'request:fail time out', 'RequestTimeout', true],
  [undefined, 'request:fail The request timed out.', 'RequestTimeout', true],
  [undefined, 'request:fail 请求超时。', 'RequestTimeout', true],
  [undefined, 'request:fail 請求逾時。', 'RequestTimeout', true],
  [
    600001,
    'request:fail errcode:-118 cronet_error_code:-118 error_msg:net::ERR_CONNECTION_TIMED_OUT',
    'RequestTimeout',
    true,
  ],
  [600003, 'request:fail network interrupted error', 'Interrupted', true],
  [undefined, 'request:fail interrupted', 'Interrupted', true],
  [600009, 'request:fail', 'InvalidURL', false],
  [undefined, 'request:fail invalid url "htps://x"', 'InvalidURL', false],
  [600007, 'request:fail exceed max task count', 'TooManyRequests', true],
  [
    600001,
    'request:fail errcode:-202 cronet_error_code:-202 error_msg:net::ERR_CERT_AUTHORITY_INVALID',
    'CertificateRejected',
    false,
  ],
  [600001, 'request:fail -201:net::ERR_CERT_DATE_INVALID', 'CertificateRejected', false],
  [600001, 'request:fail ssl hand shake error', 'CertificateRejected', false],
  [
    600001,
    'request:fail errcode:-107 cronet_error_code:-107 error_msg:net::ERR_SSL_PROTOCOL_ERROR',
    'CertificateRejected',
    false,
  ],
  [undefined, 'request:fail 发生了SSL错误，无法建立到该服务器的安全连接。', 'CertificateRejected', false],
  [undefined, 'request:fail The certificate for this server is invalid.', 'CertificateRejected', false],
  [undefined, 'request:fail 此服务器的证书无效。', 'CertificateRejected', false],
  [600002, 'request:fail url not in domain list:https://ssl.example.com', 'DomainNotAllowed', false],
  [600001, 'request:fail net::ERR_NAME_NOT_RESOLVED', 'NetworkFailed', true],
  [
    600001,
    'request:fail errcode:-106 cronet_error_code:-106 error_msg:net::ERR_INTERNET_DISCONNECTED',
    'NetworkFailed',
    true,
  ],
  [undefined, 'request:fail 似乎已断开与互联网的连接。', 'NetworkFailed', true],
  [undefined, 'request:fail', 'NetworkFailed', true],
] as const)('a failure told as %s, %s, is Client.%s', async (errno, errMsg, code, retryable) => {
  phone.request.next(fail(errMsg, errno))
  const error = await rejectionOf(post(URL, {}))
  expect(error).toMatchObject({ code: `Client.${code}`, stage: 'exchange', retryable, cause: { errMsg } })
  expect(error.message).toContain(URL)
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
