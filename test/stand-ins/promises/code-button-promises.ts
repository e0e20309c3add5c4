import { openPage } from '../button-page'
import type { FakeWx } from '../fake-wx'
import { useFreshPhone } from '../fresh-phone'
import type { Mount } from '../mounted-page'
import { fail } from '../scripted-call'

/** That `<iot-login-code>` is the same button, and asks for nothing but the login. */
export function describeCodeButton(mount: Mount): void {
  let phone: FakeWx

  useFreshPhone((fresh) => (phone = fresh))

  test('a tap logs in without WeChat’s dialog, whatever the profile property says', async () => {
    const page = await openPage(mount, { tag: 'iot-login-code', properties: { profile: 'request' } })
    expect(page.label()).toBe('微信登录')
    await page.tap()
    expect(page.label()).toBe('已登录')
    expect(page.heard('success')).toEqual([
      { token: 'token-1', expireAt: 1_800_007_200, codeSource: 'wx.login' },
    ])
    expect(phone.getUserProfile.calls).toHaveLength(0)
  })

  test('a failure, an agreement and the slots are those of <iot-login>', async () => {
    jest.spyOn(console, 'error').mockImplementation(() => undefined)
    const page = await openPage(mount, {
      tag: 'iot-login-code',
      properties: { agreement: [{ name: '服务条款', page: '/terms' }] },
      inside: '<text slot="icon">*</text><text slot="footer">Terms</text>',
    })
    expect(page.see('iot-login__button')?.text).toBe('*微信登录')
    await page.tap()
    expect(page.alert()).toBe('请先阅读并勾选同意')
    page.see('iot-agreement__group')?.fire('change', { value: ['agreed'] })
    phone.request.next(fail('request:fail'))
    await page.tap()
    expect(page.label()).toBe('重新登录')
    expect(page.heard('fail')).toHaveLength(1)
  })
}
