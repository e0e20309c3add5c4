import { openPage } from '../stand-ins/button-page'
import { installFakeWx, type FakeWx } from '../stand-ins/fake-wx'
import { fail } from '../stand-ins/scripted-call'
import { mount } from './mount'

let phone: FakeWx

beforeEach(() => {
  jest.useFakeTimers()
  phone = installFakeWx()
})

const agreement = [
  { name: '服务条款', page: '/pages/terms' },
  { name: '隐私政策', url: 'https://example.com/privacy' },
]

const open = () => openPage(mount, { properties: { agreement } })
type Page = Awaited<ReturnType<typeof open>>
const tick = (page: Page, ticked = true) => {
  page.see('iot-agreement__group')?.fire('change', { value: ticked ? ['agreed'] : [] })
}

test('the box is unticked until the user ticks it', async () => {
  const page = await open()
  expect(page.see('iot-agreement__box')?.has('checked')).toBe(false)
  expect(page.see('iot-agreement')?.text).toBe('我已阅读并同意服务条款和隐私政策')
})

test('a tap before says what is missing, and asks WeChat for nothing', async () => {
  const page = await open()
  await page.tap()
  expect(page.alert()).toBe('请先阅读并勾选同意')
  expect(phone.log).toEqual(['getStorage', 'getStorage'])
  expect(page.heard('fail')).toEqual([])
  expect(page.label()).toBe('微信登录')
})

test('a tick takes that away, and the next tap logs in', async () => {
  const page = await open()
  await page.tap()
  tick(page)
  expect(page.alert()).toBeUndefined()
  expect(page.see('iot-agreement__box')?.has('checked')).toBe(true)
  await page.tap()
  expect(page.heard('success')).toHaveLength(1)
})

test('a box that was unticked again counts as unticked', async () => {
  const page = await open()
  tick(page)
  tick(page, false)
  await page.tap()
  expect(phone.login.calls).toHaveLength(0)
})

test('a tick does not hide what the last login said', async () => {
  const page = await open()
  tick(page)
  phone.login.next(fail('login:fail'))
  await page.tap()
  tick(page)
  expect(page.alert()).toBe('微信没有响应登录请求，请再试一次')
})

test('ticking is no event of the button', async () => {
  const page = await open()
  page.events.length = 0
  tick(page)
  expect(page.events).toEqual([])
})

test('a name with an address is told to the page, which opens it', async () => {
  const page = await openPage(mount, { properties: { agreement: agreement.slice(1) } })
  page.see('iot-agreement__link')?.fire('tap')
  expect(page.heard('link')).toEqual([{ name: '隐私政策', url: 'https://example.com/privacy' }])
  expect(phone.login.calls).toHaveLength(0)
})

test('a name with a page leads there by itself', async () => {
  const page = await open()
  expect(page.see('iot-agreement__link')?.attribute('url')).toBe('/pages/terms')
  page.see('iot-agreement__link')?.fire('tap')
  expect(page.heard('link')).toEqual([])
})

test('without agreements there is no box', async () => {
  const page = await openPage(mount)
  expect(page.see('iot-agreement')).toBeUndefined()
})

test('a tap on a signed-in button asks for no tick', async () => {
  const page = await open()
  await page.session().login()
  await page.tap()
  expect(page.alert()).toBeUndefined()
  expect(page.heard('success')).toHaveLength(1)
})
