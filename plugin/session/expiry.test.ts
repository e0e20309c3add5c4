import { byHand, fail } from '../../test/stand-ins/scripted-call'
import { sessionBench, settle, type SessionBench } from '../../test/stand-ins/session-bench'
import type { Session, SessionChange } from './session'

const HOUR = 3600

let bench: SessionBench
let session: Session
let told: SessionChange[]

beforeEach(() => {
  jest.useFakeTimers()
  bench = sessionBench()
  session = bench.open({ now: Date.now })
  told = []
})

const states = () => told.map(({ state }) => state)
const pass = (seconds: number) => jest.advanceTimersByTimeAsync(seconds * 1000)
/** A page that shows the state, from now on. */
const follow = () => session.onChange((change) => told.push(change))

describe('a token that ends while a page is open', () => {
  test('signs the session out at that moment', async () => {
    await session.login()
    follow()
    await pass(2 * HOUR - 1)
    expect(states()).toEqual(['ready'])
    await pass(1)
    expect(states()).toEqual(['ready', 'signed-out'])
  })

  test('does so for a page that was there before the login as well', async () => {
    follow()
    await session.login()
    await pass(2 * HOUR)
    expect(states().slice(-2)).toEqual(['ready', 'signed-out'])
  })

  test('does so for a token that the phone had kept', async () => {
    await session.login()
    session = bench.open({ now: Date.now })
    follow()
    await session.restored()
    await pass(2 * HOUR)
    expect(states()).toEqual(['restoring', 'ready', 'signed-out'])
  })

  test('and one that is renewed in time does not', async () => {
    await session.login()
    follow()
    await pass(HOUR)
    await session.login({ force: true })
    await pass(2 * HOUR - 1)
    expect(session.state).toBe('ready')
    await pass(1)
    expect(session.state).toBe('signed-out')
  })

  test('may live longer than the longest timer of JavaScript, 24.8 days', async () => {
    const days = 60
    bench.phone.relay.expiresIn = days * 24 * HOUR
    await session.login()
    follow()
    await pass(1)
    expect(jest.getTimerCount()).toBe(1)
    await pass(days * 24 * HOUR - 2)
    expect(states()).toEqual(['ready'])
    await pass(1)
    expect(states()).toEqual(['ready', 'signed-out'])
  })

  test('may live ten years', async () => {
    bench.phone.relay.expiresIn = 3650 * 24 * HOUR
    await session.login()
    follow()
    await pass(30 * 24 * HOUR)
    expect(states()).toEqual(['ready'])
  })
})

test('without a subscriber, the state is right all the same when it is asked for', async () => {
  await session.login()
  await pass(2 * HOUR)
  expect(session.state).toBe('signed-out')
})

describe('no timer is left', () => {
  test('by a session without a subscriber', async () => {
    await session.login()
    expect(jest.getTimerCount()).toBe(0)
  })

  test('by a page that has closed', async () => {
    await session.login()
    const ends = [follow(), follow(), session.autoRenew()]
    expect(jest.getTimerCount()).toBe(1)
    for (const end of [...ends, ...ends]) end()
    expect(jest.getTimerCount()).toBe(0)
  })

  test('by a logout, or a token that was refused', async () => {
    follow()
    await session.login()
    await session.logout()
    expect(jest.getTimerCount()).toBe(0)
    await session.login()
    expect(jest.getTimerCount()).toBe(1)
    await session.invalidate('token-2')
    expect(jest.getTimerCount()).toBe(0)
  })
})

describe('with autoRenew()', () => {
  beforeEach(async () => {
    await session.login()
    follow()
    session.autoRenew()
  })

  test('the token is renewed ahead of its end, again and again', async () => {
    await pass(2 * HOUR - 301)
    expect(bench.phone.login.calls).toHaveLength(1)
    await pass(1)
    expect(bench.phone.login.calls).toHaveLength(2)
    await pass(10 * HOUR)
    expect(session.state).toBe('ready')
    expect(states()).not.toContain('signed-out')
    expect(bench.phone.login.calls.length).toBeLessThan(9)
  })

  test('a renewal that fails is tried again each half minute while the token lives, then no more', async () => {
    bench.phone.login.always(fail('login:fail'))
    await pass(2 * HOUR - 1)
    expect(session.state).toBe('ready')
    expect(bench.phone.login.calls).toHaveLength(1 + 10)
    await pass(1)
    expect(states().at(-1)).toBe('failed')
    const tries = bench.phone.login.calls.length
    await pass(24 * HOUR)
    expect(bench.phone.login.calls).toHaveLength(tries)
  })

  test('a user who signed out is not logged in', async () => {
    await session.logout()
    await pass(24 * HOUR)
    expect(session.state).toBe('signed-out')
    expect(bench.phone.login.calls).toHaveLength(1)
  })

  test('a login that is under way at the token’s end is not disturbed', async () => {
    await pass(2 * HOUR - 301)
    bench.phone.request.next(byHand())
    await pass(1)
    await settle()
    expect(session.state).toBe('exchanging')
  })
})

test('autoRenew() logs no user in who has no token', async () => {
  session.autoRenew()
  await pass(24 * HOUR)
  expect(bench.phone.login.calls).toHaveLength(0)
})
