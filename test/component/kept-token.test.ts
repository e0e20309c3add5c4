import { openPage, keptToken } from '../stand-ins/button-page'
import { installFakeWx, type FakeWx } from '../stand-ins/fake-wx'
import { mount } from './mount'

let phone: FakeWx

beforeEach(() => {
  jest.useFakeTimers()
  phone = installFakeWx()
})

test('a token that the phone has kept makes the button signed in, without a question', async () => {
  const appKey = 'kept-app'
  phone.storage.entries.set(`iot-login:v1:${appKey}`, { data: keptToken('kept'), encrypt: true })
  const page = await openPage(mount, { properties: { appKey } })
  expect(page.label()).toBe('已登录')
  expect(page.see('iot-login__tick')).toBeDefined()
  expect(phone.log).toEqual(['getStorage'])
  await page.tap()
  expect(page.heard('success')).toEqual([{ token: 'kept', expireAt: 1_800_007_200 }])
  expect(phone.log).toEqual(['getStorage'])
})

test('a token of another AppKey does not', async () => {
  phone.storage.entries.set('iot-login:v1:of-another', { data: keptToken('kept'), encrypt: true })
  const page = await openPage(mount, { properties: { appKey: 'of-this' } })
  expect(page.label()).toBe('微信登录')
})

test('spoilt storage is a phone that was never logged in', async () => {
  phone.storage.entries.set('iot-login:v1:spoilt', { data: '<html>', encrypt: true })
  const page = await openPage(mount, { properties: { appKey: 'spoilt' } })
  expect(page.label()).toBe('微信登录')
  await page.tap()
  expect(page.heard('success')).toHaveLength(1)
})
