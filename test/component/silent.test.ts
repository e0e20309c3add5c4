import { keptToken, openPage } from '../stand-ins/button-page'
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

const silent = { silent: true }

test('silent logs in without a tap and without a dialog', async () => {
  const page = await openPage(mount, { properties: silent })
  expect(page.heard('success')).toEqual([{ token: 'token-1', expireAt: 1_800_007_200 }])
  expect(page.label()).toBe('已登录')
  expect(phone.getUserProfile.calls).toHaveLength(0)
  expect(phone.request.calls).toHaveLength(1)
})

test('without silent nothing happens before a tap', async () => {
  await openPage(mount)
  expect(phone.log).toEqual(['getStorage'])
})

test('with a kept token it makes no call', async () => {
  phone.storage.entries.set('iot-login:v1:silent-kept', { data: keptToken('kept'), encrypt: true })
  const page = await openPage(mount, { properties: { ...silent, appKey: 'silent-kept' } })
  expect(page.heard('success')).toMatchObject([{ token: 'kept' }])
  expect(phone.log).toEqual(['getStorage'])
})

test('a user who signed out stays so, and is told nothing', async () => {
  phone.storage.entries.set('iot-login:v1:silent-out', { data: { signedOut: true }, encrypt: true })
  const page = await openPage(mount, { properties: { ...silent, appKey: 'silent-out' } })
  expect(phone.log).toEqual(['getStorage'])
  expect(page.events.map(({ name }) => name)).toEqual(['change'])
  expect(page.label()).toBe('微信登录')
  await page.tap()
  expect(page.heard('success')).toHaveLength(1)
})

test('a failure is told to the page, not to the user, who asked for nothing', async () => {
  phone.request.next(fail('request:fail'))
  const page = await openPage(mount, { properties: silent })
  expect(page.heard('fail')).toMatchObject([{ code: 'Client.NetworkFailed', retryable: true }])
  expect(page.alert()).toBeUndefined()
  expect(page.label()).toBe('微信登录')
  await page.tap()
  expect(page.heard('success')).toHaveLength(1)
})

test('it waits for the agreement, and asks for nothing before', async () => {
  const page = await openPage(mount, {
    properties: { ...silent, agreement: [{ name: '服务条款', page: '/terms' }] },
  })
  expect(phone.log).toEqual(['getStorage', 'getStorage'])
  expect(page.alert()).toBeUndefined()
})

test('a logout meanwhile calls it off', async () => {
  phone.request.next(byHand())
  const page = await openPage(mount, { properties: silent })
  await page.session().logout()
  await settle()
  expect(page.heard('cancel')).toEqual([{}])
  expect(page.heard('fail')).toEqual([])
})

test('without a configuration it stays quiet until a tap', async () => {
  const page = await openPage(mount, { properties: { ...silent, relayUrl: '', appKey: '' } })
  expect(page.events).toEqual([])
})

test('silent, set once the button is there, logs in then', async () => {
  const page = await openPage(mount, { properties: { silent: false } })
  page.set(silent)
  await settle()
  expect(page.heard('success')).toHaveLength(1)
})
