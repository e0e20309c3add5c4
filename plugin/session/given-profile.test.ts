import { rejectionOf } from '../../test/stand-ins/rejection-of'
import { fail } from '../../test/stand-ins/scripted-call'
import { sessionBench, settle, type SessionBench } from '../../test/stand-ins/session-bench'

let bench: SessionBench

beforeEach(() => {
  jest.useFakeTimers()
  bench = sessionBench()
})

const sent = () => bench.phone.request.calls[0]?.data as Record<string, unknown>

const withoutProfile = { Token: 'token-1', ExpireAt: 1_800_007_200, codeSource: 'wx.login' }

test('what the user gave is sent, and told to the caller', async () => {
  const profile = { nickName: '小明', avatar: 'https://a.example/b' }
  expect(await bench.open().login({ profile: Promise.resolve(profile) })).toMatchObject({ profile })
  expect(sent()).toMatchObject(profile)
})

test.each([
  ['is not given', undefined],
  ['is refused', Promise.resolve(undefined)],
])('a profile that %s is no failure', async (_, profile) => {
  expect(await bench.open().login({ profile })).toEqual(withoutProfile)
  expect(sent()).not.toHaveProperty('nickName')
  expect(sent()).not.toHaveProperty('avatar')
})

test('a profile that fails is no failure of the login', async () => {
  const profile = Promise.reject(new Error('no profile'))
  expect(await bench.open().login({ profile })).not.toHaveProperty('profile')
})

test('a dialog that stays open is waited for a minute, then the login goes on without', async () => {
  const login = bench.open().login({ profile: new Promise<never>(() => undefined) })
  await jest.advanceTimersByTimeAsync(59_999)
  expect(bench.phone.request.calls).toHaveLength(0)
  await jest.advanceTimersByTimeAsync(1)
  expect(await login).toEqual(withoutProfile)
})

test('the code is fetched beside the dialog, not after it', async () => {
  void bench.open().login({ profile: new Promise<never>(() => undefined) })
  await settle()
  expect(bench.phone.login.calls).toHaveLength(1)
})

test('a code that fails ends the login while the dialog is open', async () => {
  bench.phone.login.next(fail('login:fail'))
  const error = await rejectionOf(bench.open().login({ profile: new Promise<never>(() => undefined) }))
  expect(error.code).toBe('Client.NoCode')
})

test.each([
  ['an empty name and a temporary path', { nickName: '', avatar: 'wxfile://tmp_a.jpg' }],
  ['nulls', { nickName: null, avatar: null }],
  ['the placeholder', { nickName: '微信用户', avatarUrl: 'https://thirdwx.qlogo.cn/grey' }],
  ['half a character', { nickName: '\ud83d' }],
  ['a text', '小明'],
])('%s cannot be sent, and the login goes on without', async (_, profile) => {
  expect(await bench.open().login({ profile: profile as never })).toEqual(withoutProfile)
  expect(sent()).not.toHaveProperty('nickName')
  expect(sent()).not.toHaveProperty('avatar')
})

test('WeChat’s own userInfo is sent by the relay’s names', async () => {
  const userInfo = { nickName: '小明', avatarUrl: 'https://thirdwx.qlogo.cn/ming', gender: 0 }
  await bench.open().login({ profile: userInfo })
  expect(sent()).toMatchObject({ nickName: '小明', avatar: 'https://thirdwx.qlogo.cn/ming' })
  expect(sent()).not.toHaveProperty('avatarUrl')
})
