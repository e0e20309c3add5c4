import { openPage } from '../button-page'
import { relayError } from '../fake-relay'
import type { FakeWx } from '../fake-wx'
import { useFreshPhone } from '../fresh-phone'
import type { Mount } from '../mounted-page'
import { byHand, fail, succeed } from '../scripted-call'

/** What `<iot-login>` promises in every simulator. */
export function describeButton(mount: Mount): void {
  let phone: FakeWx

  useFreshPhone((fresh) => (phone = fresh))
  beforeEach(() => {
    jest.spyOn(console, 'error').mockImplementation(() => undefined)
  })

  test('a tap logs in, and the page hears of it', async () => {
    const page = await openPage(mount)
    expect(page.label()).toBe('微信登录')
    await page.tap()
    expect(page.label()).toBe('已登录')
    expect(page.heard('success')).toEqual([
      {
        token: 'token-1',
        expireAt: 1_800_007_200,
        profile: { nickName: '小明', avatar: 'https://thirdwx.qlogo.cn/ming' },
        codeSource: 'wx.login',
      },
    ])
    expect(page.heard('fail')).toEqual([])
  })

  test('the button says that it is busy while the relay is asked', async () => {
    const page = await openPage(mount)
    phone.request.next(byHand())
    await page.tap()
    const button = page.see('iot-login__button')
    expect(page.label()).toBe('正在登录')
    expect(button?.attribute('aria-label')).toBe('正在登录…')
    expect(button?.has('aria-busy')).toBe(true)
    expect(page.see('iot-login__spinner')).toBeDefined()
  })

  test('a failure is told below the button, and the next tap works', async () => {
    const page = await openPage(mount)
    phone.request.next(succeed(relayError(503, 'WeChat.Busy', 'id-of-the-relay')))
    await page.tap()
    expect(page.label()).toBe('重新登录')
    expect(page.alert()).toBe('微信服务繁忙，请稍后再试')
    expect(page.heard('fail')).toEqual([
      {
        code: 'WeChat.Busy',
        message: '微信服务繁忙，请稍后再试',
        reason: expect.stringContaining('WeChat.Busy'),
        stage: 'exchange',
        retryable: true,
        requestId: 'id-of-the-relay',
        codeSource: 'wx.login',
      },
    ])
    await page.tap()
    expect(page.label()).toBe('已登录')
    expect(page.alert()).toBeUndefined()
    expect(page.heard('success')).toHaveLength(1)
  })

  test('a disabled button does nothing, whatever taps it', async () => {
    const page = await openPage(mount, { properties: { disabled: true } })
    const button = page.see('iot-login__button')
    expect(button?.has('disabled')).toBe(true)
    expect(button?.has('aria-disabled')).toBe(true)
    await page.tap()
    expect(phone.log).toEqual(['getStorage'])
    page.set({ disabled: false })
    await page.tap()
    expect(page.heard('success')).toHaveLength(1)
  })

  test('the host’s own content stands in the slots', async () => {
    const page = await openPage(mount, {
      properties: { useSlot: true },
      inside: '<text>Enter</text><text slot="icon">*</text><text slot="footer">Terms</text>',
    })
    expect(page.see('iot-login__button')?.text).toBe('*Enter')
    expect(page.see('iot-login__label')).toBeUndefined()
    expect(page.see('iot-login')?.text).toBe('*EnterTerms')
  })

  test('two buttons share one login, and only the tapped one tells', async () => {
    const page = await openPage(mount, { buttons: 2 })
    await page.tap(1)
    expect([page.label(0), page.label(1)]).toEqual(['已登录', '已登录'])
    expect(page.events.filter(({ name }) => name === 'success').map(({ button }) => button)).toEqual([1])
    expect(phone.request.calls).toHaveLength(1)
  })

  test('an agreement is ticked before anything is asked', async () => {
    const page = await openPage(mount, { properties: { agreement: [{ name: '服务条款', page: '/terms' }] } })
    await page.tap()
    expect(page.alert()).toBe('请先阅读并勾选同意')
    expect(phone.log).toEqual(['getStorage', 'getStorage'])
    page.see('iot-agreement__group')?.fire('change', { value: ['agreed'] })
    expect(page.alert()).toBeUndefined()
    await page.tap()
    expect(page.heard('success')).toHaveLength(1)
  })

  test('a page that is left hears nothing more', async () => {
    const page = await openPage(mount)
    const code = byHand<{ code: string }>()
    phone.login.next(code)
    await page.tap()
    page.events.length = 0
    page.leave()
    code.succeed({ code: 'late' })
    await jest.runAllTimersAsync()
    expect(page.events).toEqual([])
  })

  test('WeChat’s dialog is opened in the tap itself', async () => {
    const page = await openPage(mount)
    phone.getUserProfile.next(fail('getUserProfile:fail auth deny'))
    page.touch()
    expect(phone.log).toEqual(['getStorage', 'getUserProfile'])
  })
}
