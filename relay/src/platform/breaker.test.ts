import { relayError } from '../errors'
import { createBreaker } from './breaker'

let now = 0
const clock = { now: () => now, elapsed: () => now }

function setUp(openMs = 5000) {
  now = 0
  const states: string[] = []
  const breaker = createBreaker({ upstream: 'WeChat', clock, openMs, onState: (state) => states.push(state) })
  let user = 0
  const fail = (times: number, error: unknown, subject?: string): void => {
    for (let i = 0; i < times; i += 1) breaker.failed(error, subject ?? `user-${(user += 1)}`)
  }
  const isOpen = (): boolean => {
    try {
      breaker.refuseWhileOpen()
      return false
    } catch {
      return true
    }
  }
  return { breaker, states, fail, isOpen }
}

const unreachable = relayError('WeChat.Unreachable', { fault: 'ENOTFOUND', phase: 'unsent' })
const gateway = relayError('WeChat.UnexpectedReply', { fault: 'HTTP_502', phase: 'answering' })

it('stops asking an upstream that cannot be reached, for all callers, and says when to come back', () => {
  const { breaker, states, fail, isOpen } = setUp()
  fail(19, unreachable, 'one')
  expect(isOpen()).toBe(false)
  fail(1, unreachable, 'one')
  expect(states).toEqual(['open'])
  now = 1500
  expect(() => breaker.refuseWhileOpen()).toThrow(
    expect.objectContaining({
      code: 'WeChat.Unavailable',
      row: expect.objectContaining({ status: 503, retryAfterSeconds: 4 }),
    }),
  )
})

it('tries with one call after a while, and goes on when that is answered', () => {
  const { breaker, states, fail, isOpen } = setUp()
  fail(20, unreachable)
  now = 5000
  expect(isOpen()).toBe(false)
  expect(isOpen()).toBe(true)
  fail(1, unreachable)
  expect(isOpen()).toBe(true)
  now = 10_000
  expect(isOpen()).toBe(false)
  breaker.answered()
  expect([isOpen(), isOpen()]).toEqual([false, false])
  fail(19, unreachable)
  expect(states).toEqual(['open', 'halfOpen', 'open', 'halfOpen', 'closed'])
})

it('lets the next call try when the one that tried came to no end of its own', () => {
  const { fail, isOpen } = setUp()
  fail(20, unreachable)
  now = 5000
  expect(isOpen()).toBe(false)
  fail(1, relayError('WeChat.Timeout', { fault: 'CALLER_DEADLINE', phase: 'sent' }))
  expect(isOpen()).toBe(false)
})

it('counts half of the calls of ten seconds at most', () => {
  const { breaker, fail, isOpen } = setUp()
  for (let i = 0; i < 21; i += 1) breaker.answered()
  fail(20, gateway)
  expect(isOpen()).toBe(false)
  now = 10_000
  fail(19, gateway)
  expect(isOpen()).toBe(false)
  fail(1, gateway)
  expect(isOpen()).toBe(true)
})

it.each(['HTTP_408', 'HTTP_500', 'HTTP_502', 'HTTP_503', 'HTTP_504', 'NOT_HTTP', 'ECONNRESET', 'DEADLINE'])(
  'takes %s of several users for proof, and not of one',
  (fault) => {
    const { fail, isOpen } = setUp()
    const error = relayError('WeChat.UnexpectedReply', { fault, phase: 'sent' })
    fail(200, error, 'one')
    expect(isOpen()).toBe(false)
    fail(15, error)
    expect(isOpen()).toBe(true)
  },
)

it.each([
  ...[301, 302, 400, 401, 403, 404, 405, 413, 414, 418, 422, 429, 451].map((status) => `HTTP_${status}`),
  'UND_ERR_RES_EXCEEDED_MAX_SIZE',
  'COMPRESSED',
  'CALLER_DEADLINE',
])('never opens for %s', (fault) => {
  const { fail, isOpen } = setUp()
  fail(200, relayError('WeChat.UnexpectedReply', { fault, phase: 'answering' }))
  expect(isOpen()).toBe(false)
})

it('never opens where it is told not to', () => {
  const { fail, isOpen } = setUp(0)
  fail(40, unreachable)
  expect(isOpen()).toBe(false)
})
