import { keptToken, openPage, type ButtonPage } from '../button-page'
import type { FakeWx } from '../fake-wx'
import { useFreshPhone } from '../fresh-phone'
import type { Mount } from '../mounted-page'
import { fail } from '../scripted-call'
import { settle } from '../session-bench'

const terms = { name: '服务条款', page: '/terms', version: '3' }
const privacy = { name: '隐私政策', url: 'https://example.com/privacy' }
const consent = { documents: [{ name: '服务条款', version: '3' }, { name: '隐私政策' }], at: 1_790_000_000 }

const tick = (page: ButtonPage, ticked = true) =>
  page.see('iot-agreement__group')?.fire('change', { value: ticked ? ['agreed'] : [] })

/** That consent outlives the page, and what ends it. */
export function describeKeptConsent(mount: Mount): void {
  let phone: FakeWx
  let apps = 0

  useFreshPhone((fresh) => (phone = fresh))
  beforeEach(() => {
    apps += 1
  })

  const appKey = () => `kept-consent-${apps}`
  const open = (properties = {}) =>
    openPage(mount, { properties: { appKey: appKey(), agreement: [terms, privacy], ...properties } })
  const key = () => `iot-login:consent:v1:${appKey()}`
  const stored = () => phone.storage.entries.get(key())?.data
  const keep = (data: unknown) => phone.storage.entries.set(key(), { data, encrypt: false })

  test('a tap with the tick tells which documents were agreed to, and the phone keeps it', async () => {
    const page = await open()
    tick(page)
    expect(page.heard('agree')).toEqual([])
    await page.tap()
    const given = { ...consent, at: Math.floor(Date.now() / 1000) }
    expect(page.heard('agree')).toEqual([given])
    expect(stored()).toEqual(given)
    expect(page.heard('success')).toHaveLength(1)
  })

  test('what was agreed to is not asked again', async () => {
    keep(consent)
    const page = await open()
    expect(page.see('iot-agreement')).toBeUndefined()
    await page.tap()
    expect(page.heard('success')).toHaveLength(1)
    expect(page.heard('agree')).toEqual([])
  })

  test('nor is one of two documents that is left', async () => {
    keep(consent)
    const page = await open({ agreement: [privacy] })
    expect(page.see('iot-agreement')).toBeUndefined()
  })

  test.each([
    ['a document is added', [terms, privacy, { name: '用户须知', page: '/notes' }]],
    ['a version changes', [{ ...terms, version: '4' }, privacy]],
    ['a name changes', [terms, { ...privacy, name: '隐私保护指引' }]],
  ])('it is asked again when %s', async (_, agreement) => {
    keep(consent)
    const page = await open({ agreement, silent: true })
    expect(page.see('iot-agreement__box')?.has('checked')).toBe(false)
    await page.tap()
    expect(page.alert()).toBe('请先阅读并勾选同意')
    expect(phone.login.calls).toHaveLength(0)
  })

  test.each([
    ['null', null],
    ['a text', 'yes'],
    ['a tick', true],
    ['documents that are no list', { documents: { 0: terms }, at: 1 }],
    ['names only', { documents: ['服务条款', '隐私政策'], at: 1 }],
    ['a version that is a number', { documents: [{ name: '服务条款', version: 3 }, privacy], at: 1 }],
    ['no time', { documents: consent.documents }],
  ])('a record of another shape is dropped, and the user asked: %s', async (_, record) => {
    keep(record)
    const page = await open({ silent: true })
    expect(page.see('iot-agreement__box')?.has('checked')).toBe(false)
    expect(phone.login.calls).toHaveLength(0)
  })

  test('a storage that fails costs a question, never the login', async () => {
    phone.getStorage.always(fail('getStorage:fail'))
    phone.setStorage.always(fail('setStorage:fail'))
    const page = await open()
    tick(page)
    await page.tap()
    expect(page.heard('success')).toHaveLength(1)
  })

  test('silent logs in with it', async () => {
    keep(consent)
    const page = await open({ silent: true })
    expect(page.heard('success')).toHaveLength(1)
    expect(page.heard('agree')).toEqual([])
  })

  test('a logout forgets it, wherever it happens', async () => {
    phone.storage.entries.set(`iot-login:v1:${appKey()}`, { data: keptToken('kept'), encrypt: true })
    keep(consent)
    const page = await open({ silent: true })
    await page.session().logout()
    await settle()
    expect(stored()).toBeUndefined()
    expect(page.see('iot-agreement__box')?.has('checked')).toBe(false)
    await page.tap()
    expect(page.alert()).toBe('请先阅读并勾选同意')
  })

  test('a logout of a user who is not signed in asks again, too', async () => {
    keep(consent)
    const page = await open()
    await page.session().logout()
    await settle()
    expect(page.see('iot-agreement__box')?.has('checked')).toBe(false)
  })

  test('a login that fails leaves the box as the user left it, and a second tap agrees to nothing new', async () => {
    jest.spyOn(console, 'error').mockImplementation(() => undefined)
    const page = await open()
    tick(page)
    phone.request.next(fail('request:fail'))
    await page.tap()
    expect(page.see('iot-agreement__box')?.has('checked')).toBe(true)
    await page.tap()
    expect(page.heard('agree')).toHaveLength(1)
    expect(page.heard('success')).toHaveLength(1)
  })

  test('to untick the box then takes the consent back', async () => {
    jest.spyOn(console, 'error').mockImplementation(() => undefined)
    const page = await open()
    tick(page)
    phone.request.next(fail('request:fail'))
    await page.tap()
    tick(page, false)
    await settle()
    expect(page.heard('disagree')).toEqual([{}])
    expect(stored()).toBeUndefined()
    expect(page.see('iot-agreement__box')?.has('checked')).toBe(false)
  })

  test('a tick that was only tried is neither', async () => {
    const page = await open()
    tick(page)
    tick(page, false)
    expect(page.heard('agree')).toEqual([])
    expect(page.heard('disagree')).toEqual([])
  })

  test('what is agreed to at one button is not asked by the other', async () => {
    const page = await openPage(mount, { buttons: 2, properties: { appKey: appKey(), agreement: [terms] } })
    await page.tap(1)
    expect(page.alert(1)).toBe('请先阅读并勾选同意')
    tick(page)
    await page.tap(0)
    expect(page.see('iot-agreement', 1)).toBeUndefined()
    expect(page.alert(1)).toBeUndefined()
  })
}
