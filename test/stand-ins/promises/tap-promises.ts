import { keptToken, openPage } from '../button-page'
import type { FakeWx } from '../fake-wx'
import { useFreshPhone } from '../fresh-phone'
import type { Mount } from '../mounted-page'
import { byHand, never } from '../scripted-call'
import { settle } from '../session-bench'

/** What a tap does beside a login: nothing twice, nothing in vain, and a way out. */
export function describeTaps(mount: Mount): void {
  let phone: FakeWx

  useFreshPhone((fresh) => (phone = fresh))

  test('a signed-in button tells its page of a login once', async () => {
    const page = await openPage(mount)
    await page.tap()
    phone.log.length = 0
    await page.tap()
    await page.tap()
    expect(page.heard('success')).toHaveLength(1)
    expect(phone.log).toEqual([])
  })

  test('a page that was opened signed in gets the token by the first tap', async () => {
    phone.storage.entries.set('iot-login:v1:opened-ready', { data: keptToken('kept'), encrypt: true })
    const page = await openPage(mount, { properties: { appKey: 'opened-ready' } })
    await page.tap()
    await page.tap()
    expect(page.heard('success')).toMatchObject([{ token: 'kept' }])
  })

  test('a login after a logout is told again', async () => {
    const page = await openPage(mount)
    await page.tap()
    await page.session().logout()
    await page.tap()
    expect(page.heard('success')).toHaveLength(2)
  })

  test('two buttons that are tapped in one tick ask once', async () => {
    const page = await openPage(mount, { buttons: 2 })
    page.touch(0)
    page.touch(1)
    await settle()
    expect(phone.getUserProfile.calls).toHaveLength(1)
    expect(phone.request.calls).toHaveLength(1)
    expect(page.events.filter(({ name }) => name === 'success').map(({ button }) => button)).toEqual([0, 1])
  })

  test.each([
    ['WeChat’s dialog that never returns', 'getUserProfile'],
    ['a code that never comes', 'login'],
    ['a relay that never replies', 'request'],
  ] as const)('%s can be called off from 8 s on', async (_, call) => {
    const page = await openPage(mount)
    phone[call].next(never)
    await page.tap()
    await jest.advanceTimersByTimeAsync(7_900)
    await page.tap()
    expect(page.label()).toBe('正在登录')
    expect(page.heard('cancel')).toEqual([])
    await jest.advanceTimersByTimeAsync(200)
    await page.tap()
    expect(page.heard('cancel')).toEqual([{}])
    expect(page.heard('fail')).toEqual([])
    expect(page.label()).toBe('微信登录')
    await page.tap()
    expect(page.heard('success')).toHaveLength(1)
  })

  test('a profile that comes after that is not used', async () => {
    const dialog = byHand<{ userInfo: { nickName: string; avatarUrl: string } }>()
    phone.getUserProfile.next(dialog)
    const page = await openPage(mount)
    await page.tap()
    await jest.advanceTimersByTimeAsync(8_000)
    await page.tap()
    dialog.succeed({ userInfo: { nickName: '小红', avatarUrl: '' } })
    await settle()
    expect(phone.request.calls).toHaveLength(0)
    expect(page.heard('success')).toEqual([])
  })

  test('from then on a link below says so, and calls it off, too', async () => {
    const page = await openPage(mount)
    phone.request.next(never)
    await page.tap()
    await jest.advanceTimersByTimeAsync(7_900)
    expect(page.see('iot-login__way-out')).toBeUndefined()
    await jest.advanceTimersByTimeAsync(200)
    expect(page.see('iot-login__way-out')?.text).toBe('取消')
    page.see('iot-login__way-out')?.fire('tap')
    await settle()
    expect(page.heard('cancel')).toEqual([{}])
    expect(page.see('iot-login__way-out')).toBeUndefined()
    expect(page.label()).toBe('微信登录')
  })

  test('skippable offers a no, which asks for nothing', async () => {
    const page = await openPage(mount, { properties: { skippable: true } })
    expect(page.see('iot-login__way-out')?.text).toBe('暂不登录')
    phone.log.length = 0
    page.see('iot-login__way-out')?.fire('tap')
    await settle()
    expect(page.heard('skip')).toEqual([{}])
    expect(phone.log).toEqual([])
    expect(page.label()).toBe('微信登录')
    await page.tap()
    expect(page.see('iot-login__way-out')).toBeUndefined()
  })

  test('while a login runs a no does nothing', async () => {
    const page = await openPage(mount, { properties: { skippable: true } })
    phone.request.next(never)
    await page.tap()
    page.see('iot-login__way-out')?.fire('tap')
    await settle()
    expect(page.heard('skip')).toEqual([])
    expect(page.label()).toBe('正在登录')
  })

  test('the next login waits its own 8 s', async () => {
    const page = await openPage(mount)
    phone.request.next(never, never)
    await page.tap()
    await jest.advanceTimersByTimeAsync(8_000)
    await page.tap()
    await page.tap()
    await jest.advanceTimersByTimeAsync(7_000)
    await page.tap()
    expect(page.heard('cancel')).toHaveLength(1)
  })

  test.each([
    ['a login', () => undefined],
    ['a failure', () => phone.request.next((callbacks) => callbacks.fail?.({ errMsg: 'request:fail' }))],
  ])('%s draws at most three times, and asks WeChat for its settings at most once', async (_, before) => {
    jest.spyOn(console, 'error').mockImplementation(() => undefined)
    const page = await openPage(mount)
    before()
    page.countSetData()
    const asked = phone.askedAppBase
    await page.tap()
    expect(page.countSetData()).toBeLessThanOrEqual(3)
    expect(phone.askedAppBase - asked).toBeLessThanOrEqual(1)
  })

  test('a tap that changes nothing draws nothing', async () => {
    const page = await openPage(mount)
    await page.tap()
    page.countSetData()
    await page.tap()
    expect(page.countSetData()).toBe(0)
  })
}
