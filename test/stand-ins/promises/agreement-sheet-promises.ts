import { openPage } from '../button-page'
import type { FakeWx } from '../fake-wx'
import { useFreshPhone } from '../fresh-phone'
import type { Mount } from '../mounted-page'
import { fail } from '../scripted-call'
import { settle } from '../session-bench'

const agreement = [
  { name: '服务条款', page: '/terms', version: '3' },
  { name: '隐私政策', url: 'https://example.com/privacy' },
]

/** The half-screen question of `agreement-mode="sheet"`. */
export function describeAgreementSheet(mount: Mount): void {
  let phone: FakeWx

  useFreshPhone((fresh) => (phone = fresh))

  const open = (properties = {}) =>
    openPage(mount, { properties: { agreement, agreementMode: 'sheet', ...properties } })

  test('a tap without the tick asks in a sheet, with the same sentence, and asks WeChat for nothing', async () => {
    const page = await open()
    expect(page.see('iot-agreement-sheet')).toBeUndefined()
    await page.tap()
    const sheet = page.see('iot-agreement-sheet__panel')
    expect(sheet?.attribute('aria-role')).toBe('dialog')
    expect(sheet?.has('aria-modal')).toBe(true)
    expect(sheet?.text).toBe('登录前请先阅读我已阅读并同意服务条款和隐私政策不同意同意并登录')
    expect(page.alert()).toBeUndefined()
    expect(phone.login.calls).toHaveLength(0)
    expect(phone.getUserProfile.calls).toHaveLength(0)
  })

  test('同意并登录 ticks and logs in within the same tap', async () => {
    const page = await open()
    await page.tap()
    phone.log.length = 0
    page.see('iot-agreement-sheet__agree')?.fire('tap')
    expect(phone.log[0]).toBe('getUserProfile')
    await settle()
    expect(page.heard('agree')).toMatchObject([
      { documents: [{ name: '服务条款', version: '3' }, { name: '隐私政策' }] },
    ])
    expect(page.heard('success')).toHaveLength(1)
    expect(page.see('iot-agreement-sheet')).toBeUndefined()
  })

  test('the tick stays where that login fails', async () => {
    jest.spyOn(console, 'error').mockImplementation(() => undefined)
    const page = await open()
    await page.tap()
    phone.request.next(fail('request:fail'))
    page.see('iot-agreement-sheet__agree')?.fire('tap')
    await settle()
    expect(page.see('iot-agreement__box')?.has('checked')).toBe(true)
    expect(page.see('iot-agreement-sheet')).toBeUndefined()
  })

  test.each(['iot-agreement-sheet__disagree', 'iot-agreement-sheet__mask'])(
    '%s closes it, tells the page, and nothing is ticked',
    async (part) => {
      const page = await open()
      await page.tap()
      page.see(part)?.fire('tap')
      await settle()
      expect(page.heard('disagree')).toEqual([{}])
      expect(page.see('iot-agreement-sheet')).toBeUndefined()
      expect(page.see('iot-agreement__box')?.has('checked')).toBe(false)
      expect(phone.login.calls).toHaveLength(0)
      await page.tap()
      expect(page.see('iot-agreement-sheet')).toBeDefined()
    },
  )

  test('with the tick no sheet is in the way', async () => {
    const page = await open()
    page.see('iot-agreement__group')?.fire('change', { value: ['agreed'] })
    await page.tap()
    expect(page.heard('success')).toHaveLength(1)
  })

  test('a sheet whose documents are taken away closes', async () => {
    const page = await open()
    await page.tap()
    page.set({ agreement: [] })
    expect(page.see('iot-agreement-sheet')).toBeUndefined()
  })

  test('it opens by a tap only, and not with silent', async () => {
    const page = await open({ silent: true })
    expect(page.see('iot-agreement-sheet')).toBeUndefined()
  })
}
