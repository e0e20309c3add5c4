import { openPage } from '../button-page'
import { relayError } from '../fake-relay'
import type { FakeWx } from '../fake-wx'
import { useFreshPhone } from '../fresh-phone'
import type { Mount } from '../mounted-page'
import { fail, never, succeed } from '../scripted-call'
import { settle } from '../session-bench'

/** What a host may choose of the look, and what stands there once the user is signed in. */
export function describeLook(mount: Mount): void {
  let phone: FakeWx

  useFreshPhone((fresh) => (phone = fresh))
  beforeEach(() => {
    jest.spyOn(console, 'error').mockImplementation(() => undefined)
  })

  test.each([
    [{}, ['light', 'medium', 'solid', 'rectangle']],
    [
      { theme: 'dark', size: 'large', variant: 'outline', shape: 'round', block: true },
      ['dark', 'large', 'outline', 'round', 'block'],
    ],
    [{ size: 'small', variant: 'text' }, ['light', 'small', 'text', 'rectangle']],
  ])('%j has the classes %j', async (properties, modifiers) => {
    const page = await openPage(mount, { properties })
    const classes = ['iot-login', ...modifiers.map((name) => `iot-login--${name}`)]
    expect([...(page.see('iot-login')?.classes ?? [])].sort()).toEqual(classes.sort())
  })

  test('the place of the icon is kept while a spinner stands in it, and on the other side', async () => {
    const page = await openPage(mount, { inside: '<text slot="icon">*</text>' })
    const isKept = () => [page.see('iot-login__mark'), page.see('iot-login__balance')].every(Boolean)
    expect(page.see('iot-login__mark')?.text).toBe('*')
    expect(isKept()).toBe(true)
    phone.request.next(never)
    await page.tap()
    expect(page.see('iot-login__mark')?.text).toBe('')
    expect(isKept()).toBe(true)
  })

  test.each([
    [undefined, 'auto', '1'],
    [1.25, 'auto', '1.25'],
    [1.75, 'auto', '1.75'],
    [3, 'auto', '1.75'],
    [0.5, 'auto', '0.9'],
    ['large', 'auto', '1'],
    [1.5, '1', '1'],
    [1.5, 1, '1'],
  ])('WeChat’s font size %s with font-scale="%s" enlarges words by %s', async (factor, fontScale, scale) => {
    phone.appBase = { fontSizeScaleFactor: factor as number }
    const page = await openPage(mount, { properties: { fontScale } })
    expect(page.see('iot-login')?.attribute('style')).toContain(`--iot-login-scale: ${scale}`)
  })

  test('a font size that was changed meanwhile counts when the page is shown again', async () => {
    const page = await openPage(mount)
    phone.appBase = { fontSizeScaleFactor: 1.5 }
    page.show()
    expect(page.see('iot-login')?.attribute('style')).toContain('--iot-login-scale: 1.5')
  })

  describe('the request id of a failure', () => {
    const askForId = () => page.see('iot-login__alert')?.fire('longpress')
    const id = () => page.see('iot-login__request-id')
    let page: Awaited<ReturnType<typeof openPage>>

    beforeEach(async () => {
      page = await openPage(mount)
      phone.request.next(succeed(relayError(503, 'Relay.Busy')))
      await page.tap()
    })

    test('is shown on a long press on the words, as the event told it, to be selected', async () => {
      expect(id()).toBeUndefined()
      askForId()
      await settle()
      const [failed] = page.heard('fail')
      expect(id()?.text).toBe(`请求编号 ${String(failed?.requestId)}`)
      expect(id()?.has('user-select')).toBe(true)
    })

    test('goes with the failure, and is asked for again', async () => {
      askForId()
      await settle()
      phone.request.next(fail('request:fail'))
      await page.tap()
      expect(page.alert()).toBeDefined()
      expect(id()).toBeUndefined()
      await page.tap()
      expect(page.label()).toBe('已登录')
    })
  })

  test('a missing tick has no request id', async () => {
    const page = await openPage(mount, { properties: { agreement: [{ name: '条款', page: '/terms' }] } })
    await page.tap()
    page.see('iot-login__alert')?.fire('longpress')
    await settle()
    expect(page.see('iot-login__request-id')).toBeUndefined()
  })

  describe('signed-in', () => {
    test('the button stays where nothing is said', async () => {
      const page = await openPage(mount)
      await page.tap()
      expect(page.label()).toBe('已登录')
      expect(page.see('iot-login__card')).toBeUndefined()
    })

    test('none shows nothing but the footer', async () => {
      const inside = '<text slot="footer">Terms</text>'
      const page = await openPage(mount, { inside, properties: { signedIn: 'none' } })
      await page.tap()
      expect(page.see('iot-login')?.text).toBe('Terms')
      await page.session().logout()
      await settle()
      expect(page.label()).toBe('微信登录')
    })

    test('card shows the picture and the name that the user gave', async () => {
      const page = await openPage(mount, { properties: { signedIn: 'card' } })
      await page.tap()
      expect(page.see('iot-login__button')).toBeUndefined()
      expect(page.see('iot-login__name')?.text).toBe('小明')
      expect(page.see('iot-login__picture')?.attribute('src')).toBe('https://thirdwx.qlogo.cn/ming')
      expect(page.heard('success')).toHaveLength(1)
    })

    test('card shows them on a page that is opened later, and after a restart', async () => {
      const page = await openPage(mount, { properties: { profile: 'request' } })
      await page.tap()
      const { appKey } = page
      const later = await openPage(mount, { properties: { appKey, signedIn: 'card' } })
      expect(later.see('iot-login__name')?.text).toBe('小明')
      expect(later.see('iot-login__picture')?.attribute('src')).toBe('https://thirdwx.qlogo.cn/ming')
      await page.session().updateProfile({ nickName: '小红' })
      later.show()
      expect(later.see('iot-login__name')?.text).toBe('小红')
    })

    test('without a name it says that the user is signed in', async () => {
      const page = await openPage(mount, { properties: { signedIn: 'card', profile: 'none' } })
      await page.tap()
      expect(page.see('iot-login__name')?.text).toBe('已登录')
      expect(page.see('iot-login__picture')?.classes).toContain('iot-login__picture--unknown')
    })

    test('退出登录 logs out, and the name is gone with the user', async () => {
      const page = await openPage(mount, { properties: { signedIn: 'card', profile: 'request' } })
      await page.tap()
      const out = page.see('iot-login__log-out')
      expect([out?.text, out?.attribute('aria-role')]).toEqual(['退出登录', 'button'])
      out?.fire('tap')
      await settle()
      expect(page.label()).toBe('微信登录')
      expect(page.session().state).toBe('signed-out')
      expect(page.heard('change').at(-1)).toEqual({ state: 'signed-out' })
      page.set({ profile: 'none' })
      await page.tap()
      expect(page.see('iot-login__name')?.text).toBe('已登录')
    })

    test.each([
      ['zh-CN', '退出登录'],
      ['zh-TW', '登出'],
      ['en', 'Log out'],
    ])('the way out is never that of deleting the account, in %s', async (lang, words) => {
      const page = await openPage(mount, { properties: { signedIn: 'card', lang } })
      await page.tap()
      expect(page.see('iot-login__log-out')?.text).toBe(words)
    })
  })
}
