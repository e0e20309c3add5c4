import { rejectionOf } from '../../test/stand-ins/rejection-of'
import { fail } from '../../test/stand-ins/scripted-call'
import { sessionBench, type SessionBench } from '../../test/stand-ins/session-bench'
import type { SessionChange } from './session'

let bench: SessionBench

beforeEach(() => {
  jest.useFakeTimers()
  bench = sessionBench()
})

test('a listener that has ended hears nothing more', async () => {
  const session = bench.open()
  const heard: SessionChange[] = []
  const end = session.onChange((change) => heard.push(change))
  await session.restored()
  end()
  end()
  await session.login()
  expect(heard).toEqual([{ state: 'signed-out' }])
})

test('the error is told with the state that it led to, and with no other', async () => {
  const session = bench.open()
  const heard: SessionChange[] = []
  session.onChange((change) => heard.push(change))
  bench.phone.login.next(fail('login:fail'))
  const error = await rejectionOf(session.login())
  expect(heard).toEqual([{ state: 'signed-out' }, { state: 'identifying' }, { state: 'failed', error }])
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
  expect(heard).toEqual(['signed-out', 'identifying', 'exchanging', 'ready'])
  // Left for App.onUnhandledRejection: once for each state.
  expect(unhandled).toHaveBeenCalledTimes(4)
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
