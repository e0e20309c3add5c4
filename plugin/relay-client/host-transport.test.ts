import { rejectionOf } from '../../test/stand-ins/rejection-of'
import { hostTransport, type HostTransport } from './host-transport'

const carryBy = (carry: (...given: Parameters<HostTransport>) => unknown) =>
  hostTransport(carry as HostTransport, 1000, 'exchange')('/login', { code: 'c' })

test('is given path and body, and any status that it brings is a reply', async () => {
  const asked: unknown[] = []
  const reply = await carryBy((request) => (asked.push(request), Promise.resolve({ status: 429, body: {} })))
  expect(asked).toEqual([{ path: '/login', body: { code: 'c' } }])
  expect(reply).toEqual({ status: 429, body: {} })
})

test('may reply at once', async () => {
  expect(await carryBy(() => ({ status: 200, body: 'text' }))).toEqual({ status: 200, body: 'text' })
})

test.each<[string, object, string, boolean]>([
  ['whose domain is not on the list', { errMsg: 'request:fail', errno: 600002 }, 'DomainNotAllowed', false],
  ['that is offline', { errMsg: 'request:fail net::ERR_INTERNET_DISCONNECTED' }, 'NetworkFailed', true],
  ['that rejects with an Error', new Error('Network Error'), 'NetworkFailed', true],
  ['that timed out', { errMsg: 'request:fail timeout' }, 'RequestTimeout', true],
  ['whose address is none', { errMsg: 'request:fail invalid url' }, 'InvalidURL', false],
])('a function %s is told with its cure and cause', async (_, cause, code, retryable) => {
  const rejects = await rejectionOf(
    carryBy(async () => {
      await Promise.resolve()
      throw cause as Error
    }),
  )
  expect(rejects).toMatchObject({ code: `Client.${code}`, stage: 'exchange', retryable, cause })
  expect(rejects.message).toContain('transport')
  const throws = await rejectionOf(
    carryBy(() => {
      throw cause as Error
    }),
  )
  expect(throws).toMatchObject({ code: rejects.code, cause })
})

test('a domain that is missing is one of the mini program, not of the plugin', async () => {
  const failure: object = { errMsg: 'request:fail url not in domain list' }
  const error = await rejectionOf(
    carryBy(() => {
      throw failure as Error
    }),
  )
  expect(error.message).toContain('mini program')
  expect(error.message).not.toContain('plugin')
})

test.each([undefined, null, 'text', {}, { statusCode: 200, data: {} }, { status: '200' }])(
  'a function that brings %j is told what it must bring',
  async (brought) => {
    const error = await rejectionOf(carryBy(() => Promise.resolve(brought)))
    expect(error).toMatchObject({ code: 'Client.UnexpectedReply', retryable: false })
    expect(error.message).toContain('{ status, body }')
  },
)

test('a function that never replies is given up', async () => {
  jest.useFakeTimers()
  const error = rejectionOf(carryBy(() => new Promise(() => undefined)))
  await jest.advanceTimersByTimeAsync(1000)
  expect(await error).toMatchObject({ code: 'Client.RequestTimeout', retryable: true })
  jest.useRealTimers()
})
