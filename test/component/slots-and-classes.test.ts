import { openPage } from '../stand-ins/button-page'
import { installFakeWx, type FakeWx } from '../stand-ins/fake-wx'
import { never } from '../stand-ins/scripted-call'
import { mount } from './mount'

let phone: FakeWx

beforeEach(() => {
  jest.useFakeTimers()
  phone = installFakeWx()
})

const inside = '<text slot="icon">*</text><text>Enter</text><text slot="footer">Terms</text>'

test('without use-slot the words of the locale stay, beside the icon and the footer', async () => {
  const page = await openPage(mount, { inside })
  expect(page.see('iot-login__button')?.text).toBe('*微信登录')
  expect(page.see('iot-login')?.text).toMatch(/\*微信登录Terms$/)
})

test('with use-slot the host’s content stands in their place', async () => {
  const page = await openPage(mount, { inside, properties: { useSlot: true } })
  expect(page.see('iot-login__button')?.text).toBe('*Enter')
  expect(page.see('iot-login__button')?.attribute('aria-label')).toBe('微信登录')
})

test('the icon gives way to the spinner and to the tick', async () => {
  const page = await openPage(mount, { inside })
  phone.request.next(never)
  await page.tap()
  expect(page.see('iot-login__spinner')).toBeDefined()
  expect(page.see('iot-login__button')?.text).toBe('正在登录')
  await page.session().logout()
  await page.tap()
  expect(page.see('iot-login__tick')).toBeDefined()
  expect(page.see('iot-login__spinner')).toBeUndefined()
})

test('classes of the host reach nodes of their own', async () => {
  await openPage(mount, { properties: { iotClass: 'frame', iotClassButton: 'wide' } })
  const frame = document.querySelector('.frame')
  expect(frame?.querySelector('wx-button')?.classList).toContain('wide')
  expect(frame?.className).toBe('frame')
})
