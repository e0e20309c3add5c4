import { LoginError } from '../errors'
import { readLoginReply, relayClient } from './relay-client'
import type { HttpReply } from './transport'

const data = { Token: 'token', ExpireAt: 1_800_000_000, ExpiresIn: 7200 }
const success = { Response: { Data: data, RequestId: 'answered' } }
const failure = (Code: unknown, Message: unknown = 'said the relay') => ({
  Response: { Error: { Code, Message }, RequestId: 'answered' },
})

function errorOf(reply: HttpReply): LoginError {
  try {
    readLoginReply(reply, 'asked')
  } catch (error) {
    if (error instanceof LoginError) return error
    throw error
  }
  throw new Error('It was read as a login')
}

test('a login is read', () => {
  expect(readLoginReply({ status: 200, body: success })).toEqual(data)
})

test('a login with a cancelled deletion is read whole', () => {
  const more = { ...data, CancelAccountTime: '2027-01-01' }
  expect(readLoginReply({ status: 200, body: { Response: { Data: more, RequestId: 'a' } } })).toEqual(more)
})

test('one login is one request, to /login below the base URL', async () => {
  const transport = jest.fn(() => Promise.resolve({ status: 200, body: success }))
  const request = { code: 'code', requestId: 'asked' }
  expect(await relayClient('https://relay.example.com/base', transport)(request)).toEqual(data)
  expect(transport.mock.calls).toEqual([['https://relay.example.com/base/login', request]])
})

test.each([
  ['a captive portal’s page', 200, '<html>Welcome to our Wi-Fi</html>'],
  ['nothing', 200, ''],
  ['null', 200, null],
  ['undefined', 200, undefined],
  ['a list', 200, [success]],
  ['an empty object', 200, {}],
  ['an empty envelope', 200, { Response: {} }],
  ['an envelope that is a text', 200, { Response: 'ok' }],
  ['the data outside the envelope', 200, data],
  ['no data', 200, { Response: { RequestId: 'answered' } }],
  ['no token', 200, { Response: { Data: { ...data, Token: undefined } } }],
  ['an empty token', 200, { Response: { Data: { ...data, Token: '' } } }],
  ['a token that is a number', 200, { Response: { Data: { ...data, Token: 7 } } }],
  ['no expiry', 200, { Response: { Data: { ...data, ExpireAt: undefined } } }],
  ['an expiry that is a text', 200, { Response: { Data: { ...data, ExpireAt: '1800000000' } } }],
  ['an expiry that is a fraction', 200, { Response: { Data: { ...data, ExpireAt: 1.5 } } }],
  ['no lifetime', 200, { Response: { Data: { ...data, ExpiresIn: undefined } } }],
  ['a lifetime that is over', 200, { Response: { Data: { ...data, ExpiresIn: 0 } } }],
  ['a lifetime that is a text', 200, { Response: { Data: { ...data, ExpiresIn: '7200' } } }],
  ['a lifetime without end', 200, { Response: { Data: { ...data, ExpiresIn: Infinity } } }],
  ['a login with status 201', 201, success],
  ['an error without a code', 200, failure('')],
  ['an error whose code is a number', 400, failure(7)],
  ['a proxy’s page with status 404', 404, '<html>Not found</html>'],
])('%s (status %s) is not read as a login', (_, status, body) => {
  expect(errorOf({ status, body })).toMatchObject({
    code: 'Client.UnexpectedReply',
    stage: 'exchange',
    retryable: false,
  })
})

test.each([500, 502, 503])('a proxy’s page with status %s can pass', (status) => {
  expect(errorOf({ status, body: '<html>Bad gateway</html>' })).toMatchObject({
    code: 'Client.UnexpectedReply',
    retryable: true,
  })
})

test.each([
  [400, false],
  [401, true],
  [403, false],
  [404, false],
  [413, false],
  [415, false],
  [429, true],
  [500, false],
  [502, true],
  [503, true],
  [504, true],
  [200, false],
])('by status %s, asking again can help: %s', (status, retryable) => {
  expect(errorOf({ status, body: failure('Relay.Busy') })).toMatchObject({
    code: 'Relay.Busy',
    message: 'said the relay',
    retryable,
  })
})

test('an unknown code passes unchanged', () => {
  expect(errorOf({ status: 403, body: failure('MyRelay.NoSeat') }).code).toBe('MyRelay.NoSeat')
})

test('an error beside data is an error', () => {
  const both = { Response: { ...success.Response, ...failure('Relay.Busy').Response } }
  expect(errorOf({ status: 200, body: both }).code).toBe('Relay.Busy')
})

test.each([undefined, 7, null, ''])(
  'a message that is %j is replaced by one that names the code',
  (message) => {
    expect(errorOf({ status: 400, body: failure('Relay.UnknownApp', message ?? null) }).message).toContain(
      'Relay.UnknownApp',
    )
  },
)

describe('a token that ends in more than ten years is refused, since somebody counted in milliseconds', () => {
  test.each([
    ['ExpiresIn', 1e300],
    ['ExpiresIn', 7_200_000_000],
    ['ExpiresIn', 315_360_001],
    ['ExpireAt', 1_800_007_200_000],
    ['ExpireAt', Number.MAX_SAFE_INTEGER],
  ])('%s %s', (name, value) => {
    const error = errorOf({ status: 200, body: { Response: { Data: { ...data, [name]: value } } } })
    expect(error).toMatchObject({ code: 'Client.UnexpectedReply', retryable: false })
    expect(error.message).toMatch(/seconds, not milliseconds/)
  })

  test('ten years are taken', () => {
    const long = { ...data, ExpiresIn: 315_360_000 }
    expect(readLoginReply({ status: 200, body: { Response: { Data: long, RequestId: 'r' } } })).toEqual(long)
  })
})

test('the id is the relay’s; where it names none, the one that was sent', () => {
  expect(errorOf({ status: 503, body: failure('Relay.Busy') }).requestId).toBe('answered')
  expect(errorOf({ status: 503, body: '' }).requestId).toBe('asked')
  expect(errorOf({ status: 503, body: { Response: { RequestId: 7 } } }).requestId).toBe('asked')
})

test('neither the token nor the page is in the message', () => {
  const { message } = errorOf({ status: 200, body: { Response: { Data: { ...data, ExpireAt: 'x' } } } })
  expect(message).not.toContain('token')
})
