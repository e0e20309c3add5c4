import { openPage } from '../stand-ins/button-page'
import { installFakeWx, type FakeWx } from '../stand-ins/fake-wx'
import { fail } from '../stand-ins/scripted-call'
import { mount } from './mount'

let phone: FakeWx

beforeEach(() => {
  jest.useFakeTimers()
  phone = installFakeWx()
})

test.each([
  ['zh_CN', '微信登录', '已登录'],
  ['zh_TW', '微信登入', '已登入'],
  ['en', 'Log in with WeChat', 'Logged in'],
  ['fr', 'Log in with WeChat', 'Logged in'],
])('in WeChat set to %s the button says so', async (language, before, after) => {
  phone.language = language
  const page = await openPage(mount)
  expect(page.label()).toBe(before)
  await page.tap()
  expect(page.label()).toBe(after)
})

test('lang forces a language, whatever WeChat is set to', async () => {
  phone.language = 'en'
  const page = await openPage(mount, { properties: { lang: 'zh-CN' } })
  expect(page.label()).toBe('微信登录')
  page.set({ lang: 'en' })
  expect(page.label()).toBe('Log in with WeChat')
  page.set({ lang: 'auto' })
  expect(page.label()).toBe('Log in with WeChat')
})

test('a language that there is none of is WeChat’s', async () => {
  const page = await openPage(mount, { properties: { lang: 'toString' } })
  expect(page.label()).toBe('微信登录')
})

test('a failure speaks the language of the button, in words and in the event', async () => {
  const page = await openPage(mount, { properties: { lang: 'en' } })
  phone.request.next(fail('request:fail'))
  await page.tap()
  expect(page.label()).toBe('Try again')
  expect(page.alert()).toBe('No connection. Please check your network and try again.')
  expect(page.heard('fail')).toMatchObject([{ message: page.alert() }])
})

test('the host’s own words win, and the others stay', async () => {
  const labels = { login: '进入', agreeFirst: '先勾选' }
  const page = await openPage(mount, {
    properties: { labels, agreement: [{ name: '条款', page: '/terms' }] },
  })
  expect(page.label()).toBe('进入')
  expect(page.see('iot-login__button')?.attribute('aria-label')).toBe('进入')
  expect(page.see('iot-agreement')?.text).toBe('我已阅读并同意条款')
  await page.tap()
  expect(page.alert()).toBe('先勾选')
})

test('words that change are shown', async () => {
  const page = await openPage(mount, { properties: { labels: {} } })
  page.set({ labels: { login: '进入' } })
  expect(page.label()).toBe('进入')
})

test('where WeChat cannot tell its language it is Chinese', async () => {
  phone.lacks('getAppBaseInfo')
  expect((await openPage(mount)).label()).toBe('微信登录')
})
