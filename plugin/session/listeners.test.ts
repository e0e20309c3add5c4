import { relayReply, type WxReply } from '../../test/stand-ins/fake-relay'
import { rejectionOf } from '../../test/stand-ins/rejection-of'
import { byHand, fail } from '../../test/stand-ins/scripted-call'
import { sessionBench, settle, type SessionBench } from '../../test/stand-ins/session-bench'
import type { SessionChange } from './session'

let bench: SessionBench

beforeEach(() => {
  jest.useFakeTimers()
  bench = sessionBench()
})

test('a subscriber is told the present state at once, whatever it is', async () => {
  const session = bench.open()
  const told = () => {
    const changes: SessionChange[] = []
    session.onChange((change) => changes.push(change))()
    return changes
  }
  expect(told()).toEqual([{ state: 'restoring' }])
  await session.restored()
  expect(told()).toEqual([{ state: 'signed-out' }])
  const reply = byHand<WxReply>()
  bench.phone.request.next(reply)
  const login = session.login()
  await settle()
  expect(told()).toEqual([{ state: 'exchanging' }])
  reply.succeed(relayReply({ Token: 'token', ExpireAt: 1_800_007_200, ExpiresIn: 7200 }))
  await login
  expect(told()).toEqual([{ state: 'ready' }])
  await session.logout()
  bench.phone.login.next(fail('login:fail'))
  await rejectionOf(session.login())
  expect(told()).toEqual([{ state: 'failed' }])
})

test('the phone’s storage restored means the present state, not that of the first reading', async () => {
  const session = bench.open()
  expect(await session.restored()).toBe('signed-out')
  await session.login()
  expect(await session.restored()).toBe('ready')
  await session.logout()
  expect(await session.restored()).toBe('signed-out')
})

test('a subscriber that has ended is told nothing more', async () => {
  const session = bench.open()
  const told: SessionChange[] = []
  const unsubscribe = session.onChange((change) => told.push(change))
  await session.restored()
  unsubscribe()
  unsubscribe()
  await session.login()
  expect(told).toEqual([{ state: 'restoring' }, { state: 'signed-out' }])
})

test('a subscriber can end within the call that tells it the present state', async () => {
  const session = bench.open()
  const told: SessionChange[] = []
  session.onChange((change, unsubscribe) => {
    told.push(change)
    unsubscribe()
  })
  await session.login()
  expect(told).toEqual([{ state: 'restoring' }])
})

test('a subscriber that another one has ended is told nothing more, not even of that change', async () => {
  const session = bench.open()
  const told: SessionChange[] = []
  const other: { end?: () => void } = {}
  session.onChange(() => other.end?.())
  other.end = session.onChange((change) => told.push(change))
  await session.restored()
  expect(told).toEqual([{ state: 'restoring' }])
})

test('one function that subscribes twice is told twice, and ends once for each', async () => {
  const session = bench.open()
  let told = 0
  const listener = () => (told += 1)
  const unsubscribe = session.onChange(listener)
  session.onChange(listener)
  expect(told).toBe(2)
  unsubscribe()
  await session.restored()
  expect(told).toBe(3)
})

test('the error is told with the state that it led to, and with no other', async () => {
  const session = bench.open()
  const heard: SessionChange[] = []
  session.onChange((change) => heard.push(change))
  bench.phone.login.next(fail('login:fail'))
  const error = await rejectionOf(session.login())
  expect(heard).toEqual([
    { state: 'restoring' },
    { state: 'signed-out' },
    { state: 'identifying' },
    { state: 'failed', error },
  ])
})

test('a listener that throws disturbs neither the login nor the other listeners', async () => {
  const unhandled = jest.spyOn(Promise, 'reject').mockReturnValue(Promise.resolve())
  const session = bench.open()
  const heard: string[] = []
  session.onChange(() => {
    throw new Error('a bug of the host')
  })
  session.onChange(({ state }) => heard.push(state))
  expect(await session.login()).toMatchObject({ Token: 'token-1' })
  expect(heard).toEqual(['restoring', 'signed-out', 'identifying', 'exchanging', 'ready'])
  // Left for App.onUnhandledRejection: once for each state.
  expect(unhandled).toHaveBeenCalledTimes(5)
  expect(unhandled.mock.calls[0]?.[0]).toMatchObject({
    code: 'Client.InternalError',
    cause: new Error('a bug of the host'),
  })
})

test('a listener that logs out at once has the last word', async () => {
  const session = bench.open()
  session.onChange(({ state }) => {
    if (state === 'exchanging') void session.logout()
  })
  expect((await rejectionOf(session.login())).code).toBe('Client.Cancelled')
  expect(session.state).toBe('signed-out')
})

test('a listener that logs out when the token has come has the last word, with every other listener', async () => {
  const session = bench.open()
  const heard: string[] = []
  session.onChange(({ state }) => {
    if (state === 'ready') void session.logout()
  })
  session.onChange(({ state }) => heard.push(state))
  await session.login().catch(() => undefined)
  expect(session.state).toBe('signed-out')
  expect(heard.at(-1)).toBe('signed-out')
})
