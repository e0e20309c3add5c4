import { relayReply, type WxReply } from '../../test/stand-ins/fake-relay'
import { rejectionOf } from '../../test/stand-ins/rejection-of'
import { byHand } from '../../test/stand-ins/scripted-call'
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

test('a login that waits for the code ends at once, and the relay is not asked', async () => {
  const code = byHand<{ code: string }>()
  bench.phone.login.next(code)
  const login = rejectionOf(session.login())
  await settle()
  session.cancel()
  expect(session.state).toBe('signed-out')
  expect((await login).code).toBe('Client.Cancelled')
  code.succeed({ code: 'late' })
  await settle()
  expect(session.state).toBe('signed-out')
  expect(bench.phone.request.calls).toHaveLength(0)
})

test('a login whose profile dialog gives no answer ends at once', async () => {
  const login = rejectionOf(session.login({ profile: new Promise<never>(() => undefined) }))
  await settle()
  session.cancel()
  expect((await login).code).toBe('Client.Cancelled')
  expect(await session.login()).toMatchObject({ Token: 'token-1' })
})

test('everyone who waits for it is told', async () => {
  bench.phone.request.next(byHand())
  const waiting = [session.login(), session.getAccessToken(), session.login({ force: true })].map(rejectionOf)
  await settle()
  session.cancel()
  expect((await Promise.all(waiting)).map(({ code }) => code)).toEqual(Array(3).fill('Client.Cancelled'))
})

test('the late token is neither kept nor handed out', async () => {
  const reply = byHand<WxReply>()
  bench.phone.request.next(reply)
  const login = rejectionOf(session.login())
  await settle()
  session.cancel()
  reply.succeed(late)
  await login
  await settle()
  expect(session.state).toBe('signed-out')
  expect(bench.stored()).toBeUndefined()
  expect(await session.getAccessToken()).toMatchObject({ Token: 'token-1' })
})

test('a token that was being saved is taken out of the storage again', async () => {
  const saved = byHand<object>()
  bench.phone.setStorage.next(saved)
  const login = rejectionOf(session.login())
  await settle()
  session.cancel()
  bench.phone.storage.set('iot-login:v1:app-key', { token: 'late' }, true)
  saved.succeed({})
  expect((await login).code).toBe('Client.Cancelled')
  await settle()
  expect(session.state).toBe('signed-out')
  expect(bench.stored()).toBeUndefined()
})

test('a renewal that is called off leaves the token that is still good', async () => {
  await session.login()
  const saved = byHand<object>()
  bench.phone.setStorage.next(saved)
  const renewal = rejectionOf(session.login({ force: true }))
  await settle()
  session.cancel()
  expect(session.state).toBe('ready')
  saved.succeed({})
  expect((await renewal).code).toBe('Client.Cancelled')
  await settle()
  expect(await session.getAccessToken()).toMatchObject({ Token: 'token-1' })
  expect(bench.stored()).toMatchObject({ token: 'token-1' })
})

test('a login that still waits for the phone’s storage does not begin', async () => {
  const waiting = [session.login(), session.getAccessToken()].map(rejectionOf)
  session.cancel()
  expect((await Promise.all(waiting)).map(({ code }) => code)).toEqual(Array(2).fill('Client.Cancelled'))
  expect(bench.phone.login.calls).toHaveLength(0)
})

test('it is no logout: a user who signed out stays so, any other is logged in again as before', async () => {
  bench.phone.login.next(byHand())
  void rejectionOf(session.login())
  await settle()
  session.cancel()
  expect(await session.getAccessToken()).toMatchObject({ Token: 'token-1' })

  await session.logout()
  bench.phone.login.next(byHand())
  void rejectionOf(session.login())
  await settle()
  session.cancel()
  expect((await rejectionOf(session.getAccessToken())).code).toBe('Client.SignedOut')
})

test('the next login is not disturbed by what the old one still does', async () => {
  const reply = byHand<WxReply>()
  bench.phone.request.next(reply, byHand())
  void rejectionOf(session.login())
  await settle()
  session.cancel()
  void rejectionOf(session.login())
  await settle()
  reply.succeed(late)
  await settle()
  expect(session.state).toBe('exchanging')
})

test('where nothing runs it changes nothing', async () => {
  session.cancel()
  expect(session.state).toBe('restoring')
  await session.login()
  const states: string[] = []
  session.onChange(({ state }) => states.push(state))
  session.cancel()
  expect(states).toEqual(['ready'])
  expect(await session.getAccessToken()).toMatchObject({ Token: 'token-1' })
})
