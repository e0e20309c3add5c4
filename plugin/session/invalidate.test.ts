import { rejectionOf } from '../../test/stand-ins/rejection-of'
import { byHand, fail } from '../../test/stand-ins/scripted-call'
import { sessionBench, settle, type SessionBench } from '../../test/stand-ins/session-bench'
import type { WxReply } from '../../test/stand-ins/fake-relay'
import { relayReply } from '../../test/stand-ins/fake-relay'
import type { Session } from './session'

let bench: SessionBench
let session: Session

beforeEach(async () => {
  jest.useFakeTimers()
  bench = sessionBench()
  session = bench.open()
  await session.login()
})

test('the current token is dropped here and in the storage', async () => {
  await session.invalidate('token-1')
  expect(session.state).toBe('signed-out')
  expect(bench.stored()).toBeUndefined()
  expect(await session.getAccessToken()).toMatchObject({ Token: 'token-2' })
  expect(session.state).toBe('ready')
})

test('after a restart the dropped token is not back', async () => {
  await session.invalidate('token-1')
  expect(await bench.open().getAccessToken()).toMatchObject({ Token: 'token-2' })
})

test('somebody else’s token drops nothing', async () => {
  await session.invalidate('token-0')
  expect(session.state).toBe('ready')
  expect(bench.stored()).toMatchObject({ token: 'token-1' })
  expect(await session.getAccessToken()).toMatchObject({ Token: 'token-1' })
})

test('the second complaint about an old token does not cost the new one', async () => {
  await session.invalidate('token-1')
  await session.getAccessToken()
  await session.invalidate('token-1')
  expect(await session.getAccessToken()).toMatchObject({ Token: 'token-2' })
  expect(bench.phone.request.calls).toHaveLength(2)
})

test('a token of the last start can be dropped as the first thing of this one', async () => {
  const restarted = bench.open()
  await restarted.invalidate('token-1')
  expect(bench.stored()).toBeUndefined()
  expect(await restarted.getAccessToken()).toMatchObject({ Token: 'token-2' })
})

describe('during a renewal', () => {
  test('it leaves the renewal alone', async () => {
    const reply = byHand<WxReply>()
    bench.phone.request.next(reply)
    const renewed = session.login({ force: true })
    await settle()
    await session.invalidate('token-1')
    expect(session.state).toBe('exchanging')
    reply.succeed(relayReply({ Token: 'new', ExpireAt: 1_800_007_200, ExpiresIn: 7200 }))
    expect(await renewed).toMatchObject({ Token: 'new' })
    expect(session.state).toBe('ready')
    expect(bench.stored()).toMatchObject({ token: 'new' })
  })

  test('a renewal that fails then does not fall back on the dropped token', async () => {
    bench.clock.pass(7200 - 300)
    const reply = byHand<never>()
    bench.phone.request.next(reply)
    const asked = rejectionOf(session.getAccessToken())
    await settle()
    await session.invalidate('token-1')
    reply.fail('request:fail')
    expect((await asked).code).toBe('Client.NetworkFailed')
    expect(session.state).toBe('failed')
  })
})

test('dropping a token is no logout: it works with a storage that fails', async () => {
  bench.phone.removeStorage.next(fail('removeStorage:fail'))
  await session.invalidate('token-1')
  expect(await session.getAccessToken()).toMatchObject({ Token: 'token-2' })
})
