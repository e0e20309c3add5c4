import { openPage, RELAY_URL } from '../stand-ins/button-page'
import { installFakeWx, type FakeWx } from '../stand-ins/fake-wx'
import { byHand } from '../stand-ins/scripted-call'
import { sessionFor } from '../../plugin/shared-sessions'
import { mount } from './mount'

let phone: FakeWx

beforeEach(() => {
  jest.useFakeTimers()
  phone = installFakeWx()
})

test.each([
  ['for the code', 'login'],
  ['for the relay', 'request'],
] as const)(
  'a page that is left while its login waits %s hears nothing, and nothing breaks',
  async (_, call) => {
    const errors = jest.spyOn(console, 'error')
    const warnings = jest.spyOn(console, 'warn')
    const page = await openPage(mount)
    const held = byHand<never>()
    phone[call].next(held)
    await page.tap()
    page.events.length = 0
    page.leave()
    held.fail('fail')
    await jest.runAllTimersAsync()
    expect(page.events).toEqual([])
    expect(errors).not.toHaveBeenCalled()
    expect(warnings).not.toHaveBeenCalled()
  },
)

test('its login goes on for the rest of the app', async () => {
  const page = await openPage(mount)
  const code = byHand<{ code: string }>()
  phone.login.next(code)
  await page.tap()
  page.leave()
  code.succeed({ code: 'late' })
  await jest.runAllTimersAsync()
  expect(page.session().state).toBe('ready')
  expect(page.heard('success')).toEqual([])
})

test('it no longer listens to the session', async () => {
  const unfollow = jest.fn()
  const session = sessionFor({ relayUrl: RELAY_URL, appKey: 'left' })
  const follow = jest.spyOn(session, 'onChange').mockReturnValue(unfollow)
  const page = await openPage(mount, { properties: { appKey: 'left' } })
  expect(follow).toHaveBeenCalledTimes(1)
  expect(unfollow).not.toHaveBeenCalled()
  page.leave()
  expect(unfollow).toHaveBeenCalledTimes(1)
})

test('a button that gets another AppKey leaves the old session and shows the new one', async () => {
  const page = await openPage(mount)
  await page.tap()
  expect(page.label()).toBe('已登录')
  const unheard = page.session()
  page.set({ appKey: 'moved' })
  await jest.runAllTimersAsync()
  expect(page.label()).toBe('微信登录')
  page.events.length = 0
  await unheard.logout()
  expect(page.events).toEqual([])
})
