import { openPage } from '../stand-ins/button-page'
import { installFakeWx, type FakeWx } from '../stand-ins/fake-wx'
import { byHand, never } from '../stand-ins/scripted-call'
import { settle } from '../stand-ins/session-bench'
import { mount } from './mount'

let phone: FakeWx

beforeEach(() => {
  jest.useFakeTimers()
  phone = installFakeWx()
  jest.spyOn(console, 'error').mockImplementation(() => undefined)
})

test('a logout while the login runs is a cancel, not a failure', async () => {
  const page = await openPage(mount)
  const reply = byHand<never>()
  phone.request.next(reply)
  await page.tap()
  await page.session().logout()
  await settle()
  expect(page.heard('cancel')).toEqual([{}])
  expect(page.heard('fail')).toEqual([])
  expect(page.heard('success')).toEqual([])
  expect(page.label()).toBe('微信登录')
  expect(page.alert()).toBeUndefined()
})

test('the button works at once, while the old request still hangs', async () => {
  const page = await openPage(mount)
  phone.request.next(never)
  await page.tap()
  await page.session().logout()
  await settle()
  await page.tap()
  expect(page.heard('success')).toHaveLength(1)
  await jest.advanceTimersByTimeAsync(60_000)
  expect(page.heard('cancel')).toHaveLength(1)
  expect(page.heard('fail')).toEqual([])
  expect(page.label()).toBe('已登录')
})

test('a logout after the login shows on the button', async () => {
  const page = await openPage(mount)
  await page.tap()
  await page.session().logout()
  expect(page.label()).toBe('微信登录')
  expect(page.heard('cancel')).toEqual([])
  await page.tap()
  expect(page.heard('success')).toMatchObject([{ token: 'token-1' }, { token: 'token-2' }])
})
