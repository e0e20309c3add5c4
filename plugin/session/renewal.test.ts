import { relayError } from '../../test/stand-ins/fake-relay'
import { rejectionOf } from '../../test/stand-ins/rejection-of'
import { byHand, fail, succeed } from '../../test/stand-ins/scripted-call'
import { sessionBench, settle, type SessionBench } from '../../test/stand-ins/session-bench'
import type { Session, SessionChange } from './session'

const DAY = 86_400

let bench: SessionBench
let session: Session

beforeEach(() => {
  jest.useFakeTimers()
  bench = sessionBench()
  session = bench.open()
})

const tokenNow = async (from = session) => (await from.getAccessToken()).Token

describe('a token that lives two hours', () => {
  beforeEach(async () => {
    await session.login()
  })

  test('is used until five minutes before its end', async () => {
    bench.clock.pass(7200 - 301)
    expect(await tokenNow()).toBe('token-1')
    bench.clock.pass(1)
    expect(await tokenNow()).toBe('token-2')
  })

  test('is used so long after a restart too', async () => {
    bench.clock.pass(7200 - 301)
    expect(await tokenNow(bench.open())).toBe('token-1')
    bench.clock.pass(1)
    expect(await tokenNow(bench.open())).toBe('token-2')
  })

  test('is due at the margin for the user’s login as well', async () => {
    bench.clock.pass(7200 - 300)
    expect(await session.login()).toMatchObject({ Token: 'token-2' })
  })
})

test('the margin can be set', async () => {
  session = bench.open({ renewBefore: 0 })
  await session.login()
  bench.clock.pass(7199)
  expect(await tokenNow()).toBe('token-1')
  bench.clock.pass(1)
  expect(await tokenNow()).toBe('token-2')
})

test('a short-lived token is used for half its life, not renewed at once', async () => {
  bench.phone.relay.expiresIn = 60
  await session.login()
  bench.clock.pass(29)
  expect(await tokenNow()).toBe('token-1')
  bench.clock.pass(1)
  expect(await tokenNow()).toBe('token-2')
})

describe('a phone whose clock is wrong', () => {
  test.each([
    ['a day ahead', DAY],
    ['a day behind', -DAY],
    ['before 1970', -60 * 365 * DAY],
  ])('by being %s uses a token exactly as long as another', async (_, offset) => {
    bench.clock.pass(offset)
    await session.login()
    bench.clock.pass(7200 - 301)
    expect(await tokenNow()).toBe('token-1')
    expect(await tokenNow(bench.open())).toBe('token-1')
    bench.clock.pass(1)
    expect(await tokenNow()).toBe('token-2')
  })

  test('and is set back renews, since the token’s age is unknown', async () => {
    await session.login()
    bench.clock.pass(-1)
    expect(await tokenNow()).toBe('token-2')
  })
})

describe('a renewal that fails', () => {
  let changes: SessionChange[]

  beforeEach(async () => {
    await session.login()
    changes = []
    session.onChange((change) => changes.push(change))
  })

  test('costs nothing while the old token lives, and the listeners are told why', async () => {
    bench.clock.pass(7200 - 300)
    bench.phone.request.next(succeed(relayError(503, 'WeChat.Busy')))
    expect(await tokenNow()).toBe('token-1')
    expect(session.state).toBe('ready')
    expect(changes.at(-1)).toMatchObject({ state: 'ready', error: { code: 'WeChat.Busy' } })
    expect(bench.stored()).toMatchObject({ token: 'token-1' })
  })

  test('costs nothing when it fails before there is a code, either', async () => {
    bench.clock.pass(7200 - 300)
    bench.phone.login.next(fail('login:fail'))
    expect(await tokenNow()).toBe('token-1')
    expect(session.state).toBe('ready')
  })

  test('is a failure once the old token has truly ended', async () => {
    bench.clock.pass(7200)
    bench.phone.request.next(fail('request:fail'))
    expect((await rejectionOf(session.getAccessToken())).code).toBe('Client.NetworkFailed')
    expect(session.state).toBe('failed')
    expect(changes.at(-1)).toMatchObject({ state: 'failed', error: { code: 'Client.NetworkFailed' } })
  })

  test('is a failure when the old token ends while it runs', async () => {
    bench.clock.pass(7200 - 5)
    const reply = byHand<never>()
    bench.phone.request.next(reply)
    const asked = rejectionOf(session.getAccessToken())
    await settle()
    bench.clock.pass(6)
    reply.fail('request:fail')
    expect((await asked).code).toBe('Client.NetworkFailed')
    expect(session.state).toBe('failed')
  })

  test('is told to the user who asked for a login by force', async () => {
    bench.phone.request.next(fail('request:fail'))
    expect((await rejectionOf(session.login({ force: true }))).code).toBe('Client.NetworkFailed')
    expect(await tokenNow()).toBe('token-1')
  })
})

test('a token that ended while the app was closed is replaced without the user', async () => {
  await session.login()
  bench.clock.pass(DAY)
  const restarted = bench.open()
  expect(await restarted.restored()).toBe('signed-out')
  expect(await tokenNow(restarted)).toBe('token-2')
  expect(restarted.state).toBe('ready')
})

test('a renewal that failed is not tried again for half a minute, while the old token lives', async () => {
  await session.login()
  bench.clock.pass(7200 - 300)
  bench.phone.request.next(succeed(relayError(503, 'Relay.Busy')))
  expect(await tokenNow()).toBe('token-1')
  bench.clock.pass(29)
  expect(await tokenNow()).toBe('token-1')
  expect(bench.phone.login.calls).toHaveLength(2)
  bench.clock.pass(1)
  expect(await tokenNow()).toBe('token-2')
})

test('that rest does not outlast the token', async () => {
  bench.phone.relay.expiresIn = 20
  await session.login()
  bench.clock.pass(15)
  bench.phone.request.next(succeed(relayError(503, 'Relay.Busy')))
  expect(await tokenNow()).toBe('token-1')
  bench.clock.pass(5)
  expect(await tokenNow()).toBe('token-2')
})
