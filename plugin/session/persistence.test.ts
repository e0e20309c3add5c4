import { rejectionOf } from '../../test/stand-ins/rejection-of'
import { fail, never, throwing } from '../../test/stand-ins/scripted-call'
import { sessionBench, type SessionBench } from '../../test/stand-ins/session-bench'

let bench: SessionBench

beforeEach(() => {
  jest.useFakeTimers()
  bench = sessionBench()
})

/** Runs `work` with every timer that it may need. */
async function inTime<T>(work: Promise<T>): Promise<T> {
  await jest.runAllTimersAsync()
  return work
}

describe('a token in the phone’s storage', () => {
  test('is used after a restart, without a call for another', async () => {
    await bench.open().login()
    bench.phone.log.length = 0
    const restarted = bench.open()
    expect(await restarted.restored()).toBe('ready')
    expect(await restarted.login()).toEqual({ Token: 'token-1', ExpireAt: 1_800_007_200 })
    expect(await restarted.getAccessToken()).toEqual({ Token: 'token-1', ExpireAt: 1_800_007_200 })
    expect(bench.phone.log).toEqual(['getStorage'])
  })

  test('is read once, however many ask', async () => {
    const session = bench.open()
    await Promise.all([session.restored(), session.login(), session.getAccessToken()])
    expect(bench.phone.getStorage.calls).toHaveLength(1)
  })

  test('holds what is needed to compute its end, and what the user gave', async () => {
    await bench.open().login({ profile: { nickName: '小明', avatar: 'https://a.example/b' } })
    expect(bench.stored()).toEqual({
      token: 'token-1',
      expireAt: 1_800_007_200,
      expiresIn: 7200,
      receivedAt: bench.clock.now(),
      profile: { nickName: '小明', avatar: 'https://a.example/b' },
    })
  })
})

describe('a storage that', () => {
  test.each([
    ['fails', fail('getStorage:fail'), fail('setStorage:fail')],
    ['throws', throwing(new Error('no storage')), throwing(new Error('no storage'))],
    ['never answers', never, never],
  ])('%s costs persistence, never the login', async (_, get, set) => {
    bench.phone.getStorage.always(get)
    bench.phone.setStorage.always(set)
    const session = bench.open()
    expect(await inTime(session.login())).toMatchObject({ Token: 'token-1' })
    expect(session.state).toBe('ready')
    expect(await session.getAccessToken()).toMatchObject({ Token: 'token-1' })
    expect(bench.stored()).toBeUndefined()
  })

  test.each([
    ['fails', fail('setStorage:fail'), fail('removeStorage:fail')],
    ['throws', throwing(new Error('no storage')), throwing(new Error('no storage'))],
    ['never answers', never, never],
  ])('%s does not stop a logout or the drop of a token', async (_, set, remove) => {
    const session = bench.open()
    await session.login()
    bench.phone.setStorage.always(set)
    bench.phone.removeStorage.always(remove)
    await inTime(session.invalidate('token-1'))
    await inTime(session.logout())
    expect((await rejectionOf(session.getAccessToken())).code).toBe('Client.SignedOut')
  })

  test('answers after all, but too late, does not disturb the login', async () => {
    bench.phone.getStorage.next(never)
    const session = bench.open()
    const login = session.login()
    await jest.advanceTimersByTimeAsync(999)
    expect(bench.phone.login.calls).toHaveLength(0)
    await jest.advanceTimersByTimeAsync(1)
    expect(await login).toMatchObject({ Token: 'token-1' })
  })
})

const good = { token: 'kept', expireAt: 1_800_007_200, expiresIn: 7200, receivedAt: Date.UTC(2027, 0, 1) }

test('the record that the next test spoils would be used', async () => {
  bench.store(good)
  expect(await bench.open().getAccessToken()).toMatchObject({ Token: 'kept' })
})

test.each([
  ['null', null],
  ['a text', 'kept'],
  ['a number', 7],
  ['a list', [good]],
  ['an empty object', {}],
  ['a record of another schema', { access_token: 'kept', expires_in: 7200 }],
  ['a token that is no text', { ...good, token: 7 }],
  ['an empty token', { ...good, token: '' }],
  ['a time of expiry that is a text', { ...good, expireAt: '1800007200' }],
  ['no lifetime', { ...good, expiresIn: undefined }],
  ['a lifetime that is no number', { ...good, expiresIn: NaN }],
  ['a lifetime without end', { ...good, expiresIn: Infinity }],
  ['a lifetime beyond ten years', { ...good, expiresIn: 1e300 }],
  ['a time of arrival that is null', { ...good, receivedAt: null }],
  ['a sign-out that is a text', { signedOut: 'true' }],
])('in the storage, %s is dropped, not thrown', async (_, record) => {
  bench.store(record)
  const session = bench.open()
  expect(await session.restored()).toBe('signed-out')
  expect(await session.getAccessToken()).toMatchObject({ Token: 'token-1' })
})

test('a record that is both a sign-out and a token is a sign-out', async () => {
  bench.store({ signedOut: true, token: 7 })
  const session = bench.open()
  expect(await session.restored()).toBe('signed-out')
  expect((await rejectionOf(session.getAccessToken())).code).toBe('Client.SignedOut')
})
