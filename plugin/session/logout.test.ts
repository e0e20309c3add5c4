import { relayReply } from '../../test/stand-ins/fake-relay'
import { rejectionOf } from '../../test/stand-ins/rejection-of'
import { byHand, fail } from '../../test/stand-ins/scripted-call'
import { sessionBench, settle, type SessionBench } from '../../test/stand-ins/session-bench'
import type { Session } from './session'

let bench: SessionBench
let session: Session

beforeEach(() => {
  jest.useFakeTimers()
  bench = sessionBench()
  session = bench.open()
})

const late = relayReply({ Token: 'late', ExpireAt: 1_800_007_200, ExpiresIn: 7200 })

describe('logout while a login waits', () => {
  test('for the code: it is called off, and the relay is never asked', async () => {
    const code = byHand<{ code: string }>()
    bench.phone.login.next(code)
    const login = rejectionOf(session.login())
    await settle()
    await session.logout()
    code.succeed({ code: 'late' })
    expect((await login).code).toBe('Client.Cancelled')
    await settle()
    expect(session.state).toBe('signed-out')
    expect(bench.phone.request.calls).toHaveLength(0)
  })

  test('for the relay: the late token is neither stored nor handed out', async () => {
    const reply = byHand<typeof late>()
    bench.phone.request.next(reply)
    const login = rejectionOf(session.login())
    await settle()
    await session.logout()
    reply.succeed(late)
    expect((await login).code).toBe('Client.Cancelled')
    await settle()
    expect(session.state).toBe('signed-out')
    expect(bench.stored()).toEqual({ signedOut: true })
    expect((await rejectionOf(session.getAccessToken())).code).toBe('Client.SignedOut')
  })

  test('for the storage: what is kept in the end is that the user signed out', async () => {
    const saved = byHand<object>()
    bench.phone.setStorage.next(saved)
    const login = rejectionOf(session.login())
    await settle()
    const logout = session.logout()
    saved.succeed({})
    await logout
    expect((await login).code).toBe('Client.Cancelled')
    await settle()
    expect(session.state).toBe('signed-out')
    expect(bench.stored()).toEqual({ signedOut: true })
  })

  test('for the storage: the end of that saving does not disturb the login that came after', async () => {
    const saved = byHand<object>()
    bench.phone.setStorage.next(saved)
    const old = rejectionOf(session.login())
    await settle()
    void session.logout()
    bench.phone.login.next(byHand())
    void rejectionOf(session.login())
    await settle()
    saved.succeed({})
    expect((await old).code).toBe('Client.Cancelled')
    await settle()
    expect(session.state).toBe('identifying')
  })

  test('for the phone’s storage to be read: no code is fetched', async () => {
    const found = byHand<{ data: unknown }>()
    bench.phone.getStorage.next(found)
    const login = rejectionOf(session.login())
    await session.logout()
    found.fail('getStorage:fail data not found')
    expect((await login).code).toBe('Client.Cancelled')
    expect(session.state).toBe('signed-out')
    expect(bench.phone.login.calls).toHaveLength(0)
  })

  test('for a request that hangs: the caller is told at once', async () => {
    bench.phone.request.next(byHand())
    let outcome: unknown
    rejectionOf(session.login()).then(
      ({ code }) => (outcome = code),
      () => undefined,
    )
    await settle()
    await session.logout()
    await settle()
    expect(outcome).toBe('Client.Cancelled')
  })
})

describe('a login after logout, while the old one hangs', () => {
  test('works', async () => {
    bench.phone.request.next(byHand())
    const old = rejectionOf(session.login())
    await settle()
    await session.logout()
    expect(await session.login()).toMatchObject({ Token: 'token-1' })
    await jest.runAllTimersAsync()
    expect((await old).code).toBe('Client.Cancelled')
  })

  test.each([
    [
      'success',
      (reply: ReturnType<typeof byHand<typeof late>>) => {
        reply.succeed(late)
      },
    ],
    [
      'failure',
      (reply: ReturnType<typeof byHand<typeof late>>) => {
        reply.fail('request:fail')
      },
    ],
  ])('is not disturbed by the late %s of the old one', async (_, end) => {
    const reply = byHand<typeof late>()
    bench.phone.request.next(reply)
    const old = rejectionOf(session.login())
    await settle()
    await session.logout()
    await session.login()
    const states: string[] = []
    session.onChange(({ state }) => states.push(state))
    end(reply)
    await old
    await settle()
    expect(states).toEqual(['ready'])
    expect(session.state).toBe('ready')
    expect(await session.getAccessToken()).toMatchObject({ Token: 'token-1' })
    expect(bench.stored()).toMatchObject({ token: 'token-1' })
  })

  test('stays the one that all share when the old one ends', async () => {
    const old = byHand<typeof late>()
    bench.phone.request.next(old, byHand())
    const first = rejectionOf(session.login())
    await settle()
    await session.logout()
    void rejectionOf(session.login())
    await settle()
    old.fail('request:fail')
    await first
    await settle()
    expect(session.state).toBe('exchanging')
    void rejectionOf(session.login())
    await settle()
    expect(bench.phone.request.calls).toHaveLength(2)
  })
})

describe('after logout', () => {
  beforeEach(async () => {
    await session.login()
    await session.logout()
  })

  test('nothing logs in by itself', async () => {
    expect(session.state).toBe('signed-out')
    expect(await rejectionOf(session.getAccessToken())).toMatchObject({
      code: 'Client.SignedOut',
      retryable: false,
    })
    expect(bench.phone.login.calls).toHaveLength(1)
  })

  test('nothing does after a restart either', async () => {
    const restarted = bench.open()
    expect(await restarted.restored()).toBe('signed-out')
    expect((await rejectionOf(restarted.getAccessToken())).code).toBe('Client.SignedOut')
    expect(bench.phone.login.calls).toHaveLength(1)
  })

  test('the user’s own login lifts it, for the next start too', async () => {
    await session.login()
    expect(await session.getAccessToken()).toMatchObject({ Token: 'token-2' })
    expect(await bench.open().getAccessToken()).toMatchObject({ Token: 'token-2' })
  })

  test('a login that fails leaves it as it was', async () => {
    bench.phone.login.next(fail('login:fail'))
    await rejectionOf(session.login())
    expect((await rejectionOf(session.getAccessToken())).code).toBe('Client.SignedOut')
    expect((await rejectionOf(bench.open().getAccessToken())).code).toBe('Client.SignedOut')
  })

  test('a second logout changes nothing', async () => {
    const states: string[] = []
    session.onChange(({ state }) => states.push(state))
    await session.logout()
    expect(states).toEqual(['signed-out'])
  })
})

test('logout as the very first thing holds, whatever the phone has stored', async () => {
  await session.login()
  const restarted = bench.open()
  await restarted.logout()
  expect(await restarted.restored()).toBe('signed-out')
  expect((await rejectionOf(restarted.getAccessToken())).code).toBe('Client.SignedOut')
  expect(bench.stored()).toEqual({ signedOut: true })
})
