import { openPage } from '../stand-ins/button-page'
import { installFakeWx, type FakeWx } from '../stand-ins/fake-wx'
import { byHand, fail } from '../stand-ins/scripted-call'
import { settle } from '../stand-ins/session-bench'
import { mount } from './mount'

let phone: FakeWx

beforeEach(() => {
  jest.useFakeTimers()
  phone = installFakeWx()
  jest.spyOn(console, 'error').mockImplementation(() => undefined)
})

test('two buttons turn together, and only the tapped one tells of the success', async () => {
  const page = await openPage(mount, { buttons: 2 })
  const code = byHand<{ code: string }>()
  phone.login.next(code)
  await page.tap(0)
  expect([page.label(0), page.label(1)]).toEqual(['正在登录', '正在登录'])
  await page.tap(1)
  code.succeed({ code: 'code' })
  await settle()
  expect([page.label(0), page.label(1)]).toEqual(['已登录', '已登录'])
  expect(phone.login.calls).toHaveLength(1)
  expect(phone.request.calls).toHaveLength(1)
  expect(phone.getUserProfile.calls).toHaveLength(1)
  expect(page.events.filter(({ name }) => name === 'success').map(({ button }) => button)).toEqual([0])
})

test('only the tapped one tells of a failure, and both work again', async () => {
  const page = await openPage(mount, { buttons: 2 })
  phone.login.next(fail('login:fail'))
  await page.tap(0)
  expect(page.events.filter(({ name }) => name === 'fail').map(({ button }) => button)).toEqual([0])
  expect([page.label(0), page.label(1)]).toEqual(['重新登录', '微信登录'])
  await page.tap(1)
  expect(page.events.filter(({ name }) => name === 'success').map(({ button }) => button)).toEqual([1])
})

test('buttons on two pages share the session, too', async () => {
  const first = await openPage(mount)
  const second = await openPage(mount, { properties: { appKey: first.appKey } })
  await first.tap()
  expect(second.label()).toBe('已登录')
  expect(second.heard('success')).toEqual([])
  await first.session().logout()
  expect([first.label(), second.label()]).toEqual(['微信登录', '微信登录'])
})

test('buttons of two applications do not', async () => {
  const first = await openPage(mount)
  const second = await openPage(mount)
  await first.tap()
  expect(second.label()).toBe('微信登录')
})
