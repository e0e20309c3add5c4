import { relayError } from '../errors'
import type { RelayEvent } from '../events'
import type { UpstreamRequest } from './call'
import { createGuardedCall } from './guarded-call'

const request = (upstream: UpstreamRequest['upstream'] = 'WeChat'): UpstreamRequest => ({
  upstream,
  operation: upstream === 'WeChat' ? 'jscode2session' : 'AppGetTokenByWeiXin',
  method: 'GET',
  url: new URL('http://127.0.0.1'),
  deadline: { remainingMs: () => 1000 },
})

let now = 0
const clock = { now: () => now, elapsed: () => now }
let close: () => void = () => undefined

function setUp(answer: () => Promise<string>, breakerOpenMs = 5000) {
  now = 0
  const calls = jest.fn(answer)
  const reports: RelayEvent[] = []
  const states: string[] = []
  const guarded = createGuardedCall({
    call: calls,
    clock,
    breakerOpenMs,
    report(event) {
      if (event.type === 'breaker') states.push(`${event.upstream} ${event.state}`)
      else reports.push(event)
    },
  })
  close = guarded.close
  const fail = async (times: number): Promise<void> => {
    for (let i = 0; i < times; i += 1) await guarded.call(request()).catch(() => undefined)
  }
  return { ...guarded, calls, reports, states, fail }
}

beforeEach(() => jest.useFakeTimers({ doNotFake: ['nextTick'] }))
afterEach(() => {
  close()
  jest.useRealTimers()
})

const unreachable = () => Promise.reject(relayError('WeChat.Unreachable', { fault: 'ENOTFOUND' }))

it('reports each call with what came of it and how long it took', async () => {
  const { call, reports } = setUp(() => {
    now += 7
    return now === 7 ? Promise.resolve('text') : unreachable()
  })
  expect(await call(request())).toBe('text')
  await expect(call(request())).rejects.toMatchObject({ code: 'WeChat.Unreachable' })
  expect(reports).toEqual([
    { type: 'call', upstream: 'WeChat', operation: 'jscode2session', outcome: 'ok', durationMs: 7 },
    { type: 'call', upstream: 'WeChat', operation: 'jscode2session', outcome: 'dns', durationMs: 7 },
  ])
})

it('stops asking an upstream that fails, says when to come back, and leaves the other alone', async () => {
  const { call, calls, states, fail } = setUp(unreachable)
  await fail(20)
  expect(states).toEqual(['WeChat open'])
  now = 1500
  await expect(call(request())).rejects.toMatchObject({
    code: 'WeChat.Unavailable',
    row: { status: 503, retryAfterSeconds: 4 },
  })
  expect(calls).toHaveBeenCalledTimes(20)
  await expect(call(request('IoTExplorer'))).rejects.toMatchObject({ code: 'WeChat.Unreachable' })
})

it('tries with one call after a while, and goes on when that is answered', async () => {
  let isBroken = true
  const { call, calls, states, fail } = setUp(() => (isBroken ? unreachable() : Promise.resolve('text')))
  await fail(25)
  await jest.advanceTimersByTimeAsync(5000)
  await fail(2)
  expect(calls).toHaveBeenCalledTimes(21)
  isBroken = false
  await jest.advanceTimersByTimeAsync(5000)
  expect(await call(request())).toBe('text')
  expect(states).toEqual([
    'WeChat open',
    'WeChat halfOpen',
    'WeChat open',
    'WeChat halfOpen',
    'WeChat closed',
  ])
})

it.each([
  ['a login that gave it too little time', relayError('WeChat.Timeout', { fault: 'CALLER_DEADLINE' })],
  ['a limit of the upstream', relayError('WeChat.RateLimited', { fault: 'HTTP_429' })],
])('does not break for %s', async (_what, error) => {
  const { calls, fail } = setUp(() => Promise.reject(error))
  await fail(40)
  expect(calls).toHaveBeenCalledTimes(40)
})

it('never breaks where it is told not to', async () => {
  const { calls, fail } = setUp(unreachable, 0)
  await fail(40)
  expect(calls).toHaveBeenCalledTimes(40)
})
