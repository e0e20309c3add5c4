import { fail } from '../../test/stand-ins/scripted-call'
import { rejectionOf } from '../../test/stand-ins/rejection-of'
import { sessionBench, type SessionBench } from '../../test/stand-ins/session-bench'

const MING = { nickName: '小明', avatar: 'https://a.example/ming' }

let bench: SessionBench

beforeEach(() => {
  jest.useFakeTimers()
  bench = sessionBench()
})

const restarted = async () => {
  const session = bench.open()
  await session.restored()
  return session
}

test('what the user gave in a login is known after a restart, too', async () => {
  const session = bench.open()
  expect(session.profile).toBeUndefined()
  await session.login({ profile: MING })
  expect(session.profile).toEqual(MING)
  expect((await restarted()).profile).toEqual(MING)
})

test('a renewal, which asks for nothing, leaves it as it is', async () => {
  await bench.open().login({ profile: MING })
  bench.clock.pass(7000)
  const session = await restarted()
  expect(await session.getAccessToken()).toMatchObject({ Token: 'token-2' })
  expect(session.profile).toEqual(MING)
})

test('updateProfile() changes what it sends, and no more', async () => {
  const session = bench.open()
  await session.login({ profile: MING })
  await session.updateProfile({ nickName: '小红' })
  expect(session.profile).toEqual({ ...MING, nickName: '小红' })
  expect((await restarted()).profile).toEqual({ ...MING, nickName: '小红' })
  bench.phone.request.next(fail('request:fail'))
  await rejectionOf(session.updateProfile({ nickName: '小刚' }))
  expect(session.profile).toEqual({ ...MING, nickName: '小红' })
})

test('a logout forgets it, and so does the end of the token', async () => {
  const session = bench.open()
  await session.login({ profile: MING })
  bench.clock.pass(7300)
  expect(session.profile).toBeUndefined()
  await session.login({ force: true })
  await session.logout()
  expect(session.profile).toBeUndefined()
  expect(bench.stored()).toEqual({ signedOut: true })
  await session.login()
  expect(session.profile).toBeUndefined()
})

test.each([['小明'], [{ nickName: 5 }], [{ avatar: 'http://tmp/a.png' }], [null]])(
  'a stored profile that is %j counts as none',
  async (profile) => {
    await bench.open().login()
    bench.store({ ...(bench.stored() as object), profile })
    const session = await restarted()
    expect([session.state, session.profile]).toEqual(['ready', undefined])
  },
)
