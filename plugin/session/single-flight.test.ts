import { relayError } from '../../test/stand-ins/fake-relay'
import { rejectionOf } from '../../test/stand-ins/rejection-of'
import { byHand, fail, succeed } from '../../test/stand-ins/scripted-call'
import { sessionBench, settle, type SessionBench } from '../../test/stand-ins/session-bench'
import type { Session } from './session'

let bench: SessionBench
let session: Session

beforeEach(() => {
  jest.useFakeTimers()
  bench = sessionBench()
  session = bench.open()
})

describe('one login at a time', () => {
  test('three logins and a request for the token share one code and one request', async () => {
    const results = await Promise.all([
      session.login(),
      session.login(),
      session.getAccessToken(),
      session.login({ force: true }),
    ])
    expect(results.map(({ Token }) => Token)).toEqual(['token-1', 'token-1', 'token-1', 'token-1'])
    expect(bench.phone.login.calls).toHaveLength(1)
    expect(bench.phone.request.calls).toHaveLength(1)
  })

  test('who comes while the relay is asked joins in', async () => {
    const reply = byHand<never>()
    bench.phone.request.next(reply)
    const first = session.login()
    await settle()
    expect(session.state).toBe('exchanging')
    const second = session.getAccessToken()
    await settle()
    reply.fail('request:fail')
    expect(await rejectionOf(first)).toBe(await rejectionOf(second))
    expect(bench.phone.request.calls).toHaveLength(1)
  })

  test('a token at hand is answered without asking anybody', async () => {
    await session.login()
    bench.phone.log.length = 0
    expect(await session.login()).toMatchObject({ Token: 'token-1' })
    expect(await session.getAccessToken()).toMatchObject({ Token: 'token-1' })
    expect(bench.phone.log).toEqual([])
  })

  test('force logs in in spite of it, and the next one comes later', async () => {
    await session.login()
    expect(await session.login({ force: true })).toMatchObject({ Token: 'token-2' })
    expect(await session.login({ force: true })).toMatchObject({ Token: 'token-3' })
  })
})

describe('a rejected login is not kept', () => {
  test('the next call starts afresh', async () => {
    bench.phone.login.next(fail('login:fail'))
    expect((await rejectionOf(session.login())).code).toBe('Client.NoCode')
    expect(await session.login()).toMatchObject({ Token: 'token-1' })
  })

  test('each request for the token starts afresh', async () => {
    bench.phone.request.next(succeed(relayError(503, 'WeChat.Busy')), fail('request:fail'))
    expect((await rejectionOf(session.getAccessToken())).code).toBe('WeChat.Busy')
    expect((await rejectionOf(session.getAccessToken())).code).toBe('Client.NetworkFailed')
    expect(await session.getAccessToken()).toMatchObject({ Token: 'token-1' })
  })

  test('not even for a listener that tries again the moment it is told of the failure', async () => {
    const retries: Promise<unknown>[] = []
    session.onChange(({ state }) => {
      if (state === 'failed') retries.push(session.login())
    })
    bench.phone.login.next(fail('login:fail'))
    await rejectionOf(session.login())
    expect(await Promise.all(retries)).toEqual([expect.objectContaining({ Token: 'token-1' })])
  })
})

test('a login tells its states in order', async () => {
  const states: string[] = []
  session.onChange(({ state }) => states.push(state))
  await session.login()
  await session.logout()
  bench.phone.request.next(fail('request:fail'))
  await rejectionOf(session.login())
  expect(states).toEqual([
    'restoring',
    'signed-out',
    'identifying',
    'exchanging',
    'ready',
    'signed-out',
    'identifying',
    'exchanging',
    'failed',
  ])
})

test('the id of a login is in its request and in its error', async () => {
  bench.phone.request.next(fail('request:fail'))
  const { requestId } = await rejectionOf(session.login())
  expect(requestId).toBe('request-1')
  expect(bench.phone.request.calls[0]?.data).toMatchObject({ requestId: 'request-1' })

  bench.phone.login.next(fail('login:fail'))
  expect((await rejectionOf(session.login())).requestId).toBe('request-2')
})

test('what the relay needs goes over the wire, and nothing else', async () => {
  await bench.open({ appId: 'wx-app' }).login({ profile: { nickName: '小明' } })
  expect(bench.phone.request.calls[0]).toMatchObject({
    url: 'https://relay.example.com/login',
    method: 'POST',
    header: { 'content-type': 'application/json' },
  })
  expect(bench.phone.request.calls[0]?.data).toEqual({
    code: 'code-1',
    codeType: 'login',
    appId: 'wx-app',
    nickName: '小明',
    requestId: 'request-1',
  })
  await bench.open().login({ force: true })
  expect(bench.phone.request.calls[1]?.data).toEqual({
    code: 'code-2',
    codeType: 'login',
    renew: true,
    requestId: 'request-2',
  })
})

test('a cancelled deletion of the account is passed on', async () => {
  bench.phone.relay.extra = { CancelAccountTime: 1_790_000_000 }
  expect(await session.login()).toEqual({
    Token: 'token-1',
    ExpireAt: 1_800_007_200,
    CancelAccountTime: 1_790_000_000,
    codeSource: 'wx.login',
  })
})

test('the access token is exactly what the SDK of the platform reads', async () => {
  bench.phone.relay.extra = { CancelAccountTime: 1_790_000_000 }
  const expected = { Token: 'token-1', ExpireAt: 1_800_007_200 }
  expect(await session.getAccessToken()).toEqual(expected)
  expect(await session.getAccessToken()).toEqual(expected)
})
