import { openPage } from '../stand-ins/button-page'
import { installFakeWx, type FakeWx } from '../stand-ins/fake-wx'
import { byHand, fail, never, succeed } from '../stand-ins/scripted-call'
import { settle } from '../stand-ins/session-bench'
import { mount } from './mount'

let phone: FakeWx

beforeEach(() => {
  jest.useFakeTimers()
  phone = installFakeWx()
  jest.spyOn(console, 'error').mockImplementation(() => undefined)
})

const sent = () => phone.request.calls[0]?.data as Record<string, unknown>

test('WeChat is asked in the tap itself, before anything else happens', async () => {
  const page = await openPage(mount)
  page.touch()
  expect(phone.log).toEqual(['getStorage', 'getUserProfile'])
})

test('the code is fetched while the dialog is open, and sent when it has closed', async () => {
  const dialog = byHand<{ userInfo: { nickName: string; avatarUrl: string } }>()
  phone.getUserProfile.next(dialog)
  const page = await openPage(mount)
  await page.tap()
  expect(phone.login.calls).toHaveLength(1)
  expect(phone.request.calls).toHaveLength(0)
  dialog.succeed({ userInfo: { nickName: '小红', avatarUrl: 'https://a.example/b' } })
  await settle()
  expect(sent()).toMatchObject({ nickName: '小红', avatar: 'https://a.example/b' })
  expect(page.heard('success')).toMatchObject([
    { profile: { nickName: '小红', avatar: 'https://a.example/b' } },
  ])
})

test('with profile="none" the user is not asked and nothing is sent', async () => {
  const page = await openPage(mount, { properties: { profile: 'none' } })
  await page.tap()
  expect(phone.getUserProfile.calls).toHaveLength(0)
  expect(Object.keys(sent()).sort()).toEqual(['code', 'codeType', 'requestId'])
  expect(page.heard('success')).toEqual([
    { token: 'token-1', expireAt: 1_800_007_200, codeSource: 'wx.login' },
  ])
})

test.each([
  [
    'WeChat’s placeholder',
    succeed({ userInfo: { nickName: '微信用户', avatarUrl: 'https://grey.example' } }),
  ],
  ['a refusal', fail('getUserProfile:fail auth deny')],
])('%s is neither sent nor told, and the login succeeds', async (_, answer) => {
  phone.getUserProfile.next(answer)
  const page = await openPage(mount)
  await page.tap()
  expect(sent()).not.toHaveProperty('nickName')
  expect(sent()).not.toHaveProperty('avatar')
  expect(page.heard('success')).toEqual([
    { token: 'token-1', expireAt: 1_800_007_200, codeSource: 'wx.login' },
  ])
  expect(page.heard('fail')).toEqual([])
})

test('where WeChat has no such dialog, as in a plugin, the login succeeds', async () => {
  phone.lacks('getUserProfile')
  const page = await openPage(mount)
  await page.tap()
  expect(page.heard('success')).toHaveLength(1)
})

test('a dialog that is left open a minute no longer holds up the login', async () => {
  phone.getUserProfile.next(never)
  const page = await openPage(mount)
  await page.tap()
  await jest.advanceTimersByTimeAsync(60_000)
  expect(page.heard('success')).toHaveLength(1)
})

test.each([
  ['the host’s', { desc: '显示您的名字' }, '显示您的名字'],
  ['the label’s', { labels: { desc: '为了设备' } }, '为了设备'],
  ['the locale’s', {}, '用于在设备中显示您的昵称和头像'],
])('the reason in the dialog is %s', async (_, properties, desc) => {
  const page = await openPage(mount, { properties })
  await page.tap()
  expect(phone.getUserProfile.calls[0]?.desc).toBe(desc)
})
