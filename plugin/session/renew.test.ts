import { fail } from '../../test/stand-ins/scripted-call'
import { sessionBench, type SessionBench } from '../../test/stand-ins/session-bench'
import type { LoginRequest } from '../relay-client/contract'
import type { Session } from './session'

let bench: SessionBench
let session: Session

beforeEach(() => {
  jest.useFakeTimers()
  bench = sessionBench()
  session = bench.open()
})

/** Whether each login so far asked the relay for a token that it has not handed out before. */
const renewals = () =>
  bench.phone.request.calls
    .filter(({ url }) => url.endsWith('/login'))
    .map(({ data }) => (data as LoginRequest).renew ?? false)

test('a first login takes whatever token the relay has', async () => {
  await session.login()
  expect(renewals()).toEqual([false])
})

test('a login that is forced wants a new one', async () => {
  await session.login({ force: true })
  expect(renewals()).toEqual([true])
})

test('a renewal wants a new one: the old one is what is about to end', async () => {
  await session.login()
  bench.clock.pass(7200 - 300)
  await session.getAccessToken()
  expect(renewals()).toEqual([false, true])
})

test('after the platform refused a token, the relay is not to hand out the same again', async () => {
  await session.login()
  await session.invalidate('token-1')
  bench.phone.request.next(fail('request:fail'))
  await session.getAccessToken().catch(() => undefined)
  await session.getAccessToken()
  expect(renewals()).toEqual([false, true, true])
})

test('after a logout the relay is not to hand out the token of before, not even after a restart', async () => {
  await session.login()
  await session.logout()
  await session.login()
  await session.logout()
  await bench.open().login()
  expect(renewals()).toEqual([false, true, true])
})
