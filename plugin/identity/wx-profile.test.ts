import { installFakeWx, type FakeWx } from '../../test/stand-ins/fake-wx'
import { fail, succeed, throwing } from '../../test/stand-ins/scripted-call'
import { requestProfile } from './wx-profile'

let phone: FakeWx

beforeEach(() => {
  phone = installFakeWx()
})

const user = (nickName: string, avatarUrl: string) => succeed({ userInfo: { nickName, avatarUrl } })

test('a user’s own name and picture are answered', async () => {
  expect(await requestProfile('why')).toEqual({
    nickName: '小明',
    avatar: 'https://thirdwx.qlogo.cn/ming',
  })
})

test('WeChat is asked in the call itself, since it refuses a tick later', () => {
  void requestProfile('why')
  expect(phone.getUserProfile.calls).toHaveLength(1)
})

test.each([
  ['the placeholder', user('微信用户', 'https://thirdwx.qlogo.cn/grey')],
  ['an empty name', user('', 'https://thirdwx.qlogo.cn/ming')],
  ['a refusal', fail('getUserProfile:fail auth deny')],
  ['a call outside the tap', fail('getUserProfile:fail can only be invoked by user TAP gesture.')],
  ['a privacy notice that was not declared', fail('getUserProfile:fail api scope is not declared', 112)],
  ['a call that throws', throwing(new Error('gone'))],
  ['an answer without a user', succeed({} as never)],
  ['an answer without a name', succeed({ userInfo: {} } as never)],
])('%s answers nothing, and is no failure', async (_, answer) => {
  phone.getUserProfile.next(answer)
  expect(await requestProfile('why')).toBeUndefined()
})

test('where the API does not exist, as in a plugin, there is nothing either', async () => {
  phone.lacks('getUserProfile')
  expect(await requestProfile('why')).toBeUndefined()
})

test('the reason is cut to what WeChat takes', async () => {
  await requestProfile('x'.repeat(31))
  await requestProfile('x'.repeat(30))
  expect(phone.getUserProfile.calls.map(({ desc }) => desc.length)).toEqual([30, 30])
})
