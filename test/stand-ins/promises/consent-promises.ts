import { openPage, type ButtonPage } from '../button-page'
import type { FakeWx } from '../fake-wx'
import { useFreshPhone } from '../fresh-phone'
import type { Mount } from '../mounted-page'
import { settle } from '../session-bench'

const terms = { name: '服务条款', page: '/terms' }
const privacy = { name: '隐私政策', url: 'https://example.com/privacy' }

const tick = (page: ButtonPage, ticked = true) =>
  page.see('iot-agreement__group')?.fire('change', { value: ticked ? ['agreed'] : [] })
const isTicked = (page: ButtonPage) => page.see('iot-agreement__box')?.has('checked')

/** That consent is for what was read, and given by the user only. */
export function describeConsent(mount: Mount): void {
  let phone: FakeWx

  useFreshPhone((fresh) => (phone = fresh))

  test.each([
    ['another document', [privacy]],
    ['one more', [terms, privacy]],
    ['another text behind the same name', [{ name: '服务条款', page: '/terms-2' }]],
    ['another version', [{ ...terms, version: '2' }]],
  ])('the tick falls when the list is replaced: %s', async (_, agreement) => {
    const page = await openPage(mount, { properties: { agreement: [terms] } })
    tick(page)
    expect(isTicked(page)).toBe(true)
    page.set({ agreement })
    expect(isTicked(page)).toBe(false)
    await page.tap()
    expect(phone.login.calls).toHaveLength(0)
  })

  test('the tick stays when the host gives the same list again', async () => {
    const page = await openPage(mount, { properties: { agreement: [terms] } })
    tick(page)
    page.set({ agreement: [{ ...terms }] })
    expect(isTicked(page)).toBe(true)
  })

  test('an emptied list leaves no "please tick" without a box', async () => {
    const page = await openPage(mount, { properties: { agreement: [terms] } })
    await page.tap()
    expect(page.alert()).toBe('请先阅读并勾选同意')
    page.set({ agreement: [] })
    expect(page.alert()).toBeUndefined()
    expect(page.see('iot-agreement')).toBeUndefined()
    await page.tap()
    expect(page.heard('success')).toHaveLength(1)
  })

  test('a tick with silent logs no user in without a tap', async () => {
    const page = await openPage(mount, { properties: { agreement: [terms], silent: true } })
    tick(page)
    await settle()
    expect(phone.login.calls).toHaveLength(0)
    await page.tap()
    expect(page.heard('success')).toHaveLength(1)
  })

  test('the box is gone once the user is signed in, and comes back unticked after a logout', async () => {
    const page = await openPage(mount, { properties: { agreement: [terms] } })
    tick(page)
    await page.tap()
    expect(page.label()).toBe('已登录')
    expect(page.see('iot-agreement')).toBeUndefined()
    await page.session().logout()
    await settle()
    expect(isTicked(page)).toBe(false)
  })
}
