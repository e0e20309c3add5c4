import { openPage } from '../stand-ins/button-page'
import { installFakeWx, type FakeWx } from '../stand-ins/fake-wx'
import { byHand, never } from '../stand-ins/scripted-call'
import { settle } from '../stand-ins/session-bench'
import { mount } from './mount'

let phone: FakeWx

beforeEach(() => {
  jest.useFakeTimers()
  phone = installFakeWx()
})

test('two taps at once are one login and one dialog', async () => {
  const page = await openPage(mount)
  page.touch()
  page.touch()
  await settle()
  expect(phone.getUserProfile.calls).toHaveLength(1)
  expect(phone.login.calls).toHaveLength(1)
  expect(phone.request.calls).toHaveLength(1)
  expect(page.heard('success')).toHaveLength(1)
})

test('two taps while the phone’s storage is still being read are one, too', async () => {
  phone.getStorage.next(never)
  const page = await openPage(mount)
  page.touch()
  page.touch()
  await jest.advanceTimersByTimeAsync(1000)
  expect(phone.getUserProfile.calls).toHaveLength(1)
  expect(page.heard('success')).toHaveLength(1)
})

test('a tap while the dialog is open does nothing', async () => {
  const dialog = byHand<{ userInfo: { nickName: string; avatarUrl: string } }>()
  phone.getUserProfile.next(dialog)
  const page = await openPage(mount)
  await page.tap()
  await page.tap()
  expect(phone.getUserProfile.calls).toHaveLength(1)
  dialog.succeed({ userInfo: { nickName: '小明', avatarUrl: '' } })
  await settle()
  expect(page.heard('success')).toHaveLength(1)
})

test('a tap while somebody else’s login runs does nothing', async () => {
  phone.request.next(never)
  const page = await openPage(mount)
  page
    .session()
    .login()
    .catch(() => undefined)
  await settle()
  await page.tap()
  expect(phone.getUserProfile.calls).toHaveLength(0)
  expect(phone.request.calls).toHaveLength(1)
})

test('a button that was disabled while busy ends its login and stays grey', async () => {
  const page = await openPage(mount, { properties: { disabled: false } })
  page.touch()
  page.set({ disabled: true })
  await settle()
  expect(page.label()).toBe('已登录')
  expect(page.see('iot-login__button')?.has('disabled')).toBe(true)
  await page.tap()
  expect(page.heard('success')).toHaveLength(1)
})

test('the states of a login are told in order', async () => {
  const page = await openPage(mount)
  await page.tap()
  expect(page.heard('change').map(({ state }) => state)).toEqual([
    'signed-out',
    'identifying',
    'exchanging',
    'ready',
  ])
})

test('a cancelled deletion of the account is told', async () => {
  phone.relay.extra = { CancelAccountTime: 1_790_000_000 }
  const page = await openPage(mount)
  await page.tap()
  expect(page.heard('success')[0]).toMatchObject({ cancelAccountTime: 1_790_000_000 })
})

test('a login is one request, with a code that was fetched for it', async () => {
  const page = await openPage(mount)
  await page.tap()
  expect(phone.log).toEqual(['getStorage', 'getUserProfile', 'login', 'request', 'setStorage'])
})
