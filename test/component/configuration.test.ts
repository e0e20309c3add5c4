import { openPage, RELAY_URL } from '../stand-ins/button-page'
import { installFakeWx, type FakeWx } from '../stand-ins/fake-wx'
import { configure } from '../../plugin/shared-sessions'
import { mount } from './mount'

let phone: FakeWx

beforeEach(() => {
  jest.useFakeTimers()
  phone = installFakeWx()
  jest.spyOn(console, 'error').mockImplementation(() => undefined)
})

const unset = { relayUrl: '', appKey: '' }

/** The first test in this file on purpose: `configure()` is for the life of an app. */
test('without any configuration the tap says so, and works once there is one', async () => {
  const page = await openPage(mount, { properties: unset })
  expect(page.label()).toBe('微信登录')
  await page.tap()
  expect(page.heard('fail')).toEqual([
    {
      code: 'Client.NotConfigured',
      message: '中转服务的设置有误，请联系客服',
      reason: expect.stringContaining('configure('),
      stage: 'configuration',
      retryable: false,
      requestId: '',
      codeSource: '',
    },
  ])
  expect(page.alert()).toBe('中转服务的设置有误，请联系客服')
  expect(phone.log).toEqual([])

  configure({ relayUrl: RELAY_URL, appKey: 'configured-late' })
  await page.tap()
  expect(page.heard('success')).toHaveLength(1)
  expect(page.label()).toBe('已登录')
  expect(page.alert()).toBeUndefined()
})

test('after configure() the button needs no properties', async () => {
  configure({ relayUrl: RELAY_URL, appKey: 'configured' })
  const page = await openPage(mount, { properties: unset })
  await page.tap()
  expect(page.heard('success')).toHaveLength(1)
  expect(phone.request.calls[0]?.url).toBe(`${RELAY_URL}/login`)
})

test.each([
  ['the relay-url only', { relayUrl: RELAY_URL, appKey: '' }],
  ['the app-key only', { relayUrl: '', appKey: 'app' }],
  ['a relay-url that is none', { relayUrl: 'relay.example.com', appKey: 'app' }],
])('%s is a mistake that the tap tells, never a reason to use another session', async (_, properties) => {
  const page = await openPage(mount, { properties })
  await page.tap()
  expect(page.heard('fail')).toMatchObject([
    { code: 'Client.InvalidConfiguration', stage: 'configuration', retryable: false },
  ])
  expect(phone.log).toEqual([])
})

test('properties that come later are used', async () => {
  const page = await openPage(mount, { properties: { relayUrl: RELAY_URL, appKey: '' } })
  page.set({ appKey: 'late' })
  await page.tap()
  expect(page.heard('success')).toHaveLength(1)
  expect([...phone.storage.entries.keys()]).toEqual(['iot-login:v1:late'])
})

describe('the properties code and app-id', () => {
  const sent = () => phone.request.calls[0]?.data

  test('say where the code comes from, and whose it is', async () => {
    const page = await openPage(mount, { properties: { code: 'pluginLogin', appId: 'wx-served' } })
    await page.tap()
    expect(sent()).toMatchObject({ codeType: 'pluginLogin', appId: 'wx-served' })
    expect(page.heard('success')).toMatchObject([{ codeSource: 'wx.pluginLogin' }])
  })

  test('go to the session of the tag that gives them, and leave the others theirs', async () => {
    const both = { relayUrl: RELAY_URL, appKey: 'code-of-one' }
    const plain = await openPage(mount, { properties: both })
    const other = await openPage(mount, { properties: { ...both, code: 'pluginLogin' } })
    expect(other.session()).not.toBe(plain.session())
    await plain.tap()
    expect(sent()).toMatchObject({ codeType: 'login' })
    expect(sent()).not.toHaveProperty('appId')
  })
})
