import { props } from '../../../plugin/components/login-button/props'
import { openPage } from '../button-page'
import { useFreshPhone } from '../fresh-phone'
import type { Mount } from '../mounted-page'

const dashed = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** What a host may hand over by mistake, beside a word that is not among the allowed ones. */
const MISTAKES: [string, unknown][] = [
  ['null', null],
  ['undefined', undefined],
  ['5', 5],
  ['{}', {}],
  ['[]', []],
  ['NaN', NaN],
  ["''", ''],
  ['a wrong word', 'Wrong'],
]

/** The few of these that are no mistake. */
const FINE = new Set([
  "relayUrl ''",
  "appKey ''",
  "desc ''",
  "code ''",
  "appId ''",
  'relayUrl a wrong word',
  'appKey a wrong word',
  'appId a wrong word',
  'desc a wrong word',
  'agreement []',
  'labels {}',
])

const CASES = Object.keys(props).flatMap((name) =>
  MISTAKES.map(([words, value]) => ({ name, words, value, fine: FINE.has(`${name} ${words}`) })),
)

/** What `<iot-login>` makes of properties that it cannot use. */
export function describeProperties(mount: Mount): void {
  let warn: jest.SpyInstance
  const warnings = () =>
    warn.mock.calls.map(([line]) => String(line)).filter((line) => line.startsWith('<iot-login>'))

  useFreshPhone(() => undefined)
  beforeEach(() => {
    warn = jest.spyOn(console, 'warn').mockImplementation(() => undefined)
    jest.spyOn(console, 'error').mockImplementation(() => undefined)
  })

  test.each(CASES)('$name = $words is said once and read as the default', async ({ name, value, fine }) => {
    const plain = await openPage(mount, { buttons: 1 })
    const page = await openPage(mount, { properties: { [name]: value } })
    const told = warnings().filter((line) => line.startsWith(`<iot-login> ${dashed(name)}`))
    expect(told).toHaveLength(fine ? 0 : 1)
    expect(told.filter((line) => !/ is used\.$/.test(line))).toEqual([])
    if (name === 'relayUrl' || name === 'appKey') return
    const looks = (of: typeof page) => [
      of.see('iot-login')?.classes,
      of.see('iot-login__button')?.classes,
      of.see('iot-login__button')?.attribute('aria-label'),
      of.see('iot-login')?.text,
    ]
    expect(looks(page)).toEqual(looks(plain))
    await page.tap()
    expect(page.heard('fail')).toEqual([])
    expect(page.heard('success')).toHaveLength(1)
  })

  test('a warning names the property, what was found and what is allowed', async () => {
    await openPage(mount, { properties: { size: 'xl' } })
    expect(warnings()).toEqual([
      "<iot-login> size is 'xl', but must be 'small', 'medium' or 'large'; 'medium' is used.",
    ])
  })

  test('it is given again when the value changes, not at every tap', async () => {
    const page = await openPage(mount, { properties: { size: 'xl', theme: 'light' } })
    await page.tap()
    page.set({ theme: 'dark' })
    expect(warnings()).toHaveLength(1)
    page.set({ size: 'xxl' })
    expect(warnings()).toHaveLength(2)
  })

  test('an unknown profile asks for none of the user’s data but what the default asks', async () => {
    const page = await openPage(mount, { properties: { profile: 'Request' } })
    await page.tap()
    expect(page.heard('success')).toHaveLength(1)
  })

  test.each([
    ['labels.errors', { errors: null }],
    ['labels.login', { login: '' }],
    ['labels.retry', { retry: 5 }],
    ['labels.shout', { shout: 'Hey' }],
  ])('%s that cannot be used costs that word only', async (named, labels) => {
    const page = await openPage(mount, { properties: { labels: { ...labels, loggedIn: 'Welcome' } } })
    expect(warnings()).toHaveLength(1)
    expect(warnings()[0]).toContain(named)
    expect(page.label()).toBe('微信登录')
    await page.tap()
    expect(page.label()).toBe('Welcome')
  })

  test('a host may word a failure, too', async () => {
    const page = await openPage(mount, {
      properties: { relayUrl: 'nowhere', labels: { errors: { 'Client.InvalidConfiguration': 'Call 110.' } } },
    })
    await page.tap()
    expect(page.alert()).toBe('Call 110.')
    expect(warnings()).toEqual([])
  })

  test.each([
    ['no name', { page: '/terms' }],
    ['an empty name', { name: ' ', page: '/terms' }],
    ['no target', { name: 'Terms' }],
    ['an http: link', { name: 'Terms', url: 'http://example.com' }],
    ['a javascript: link', { name: 'Terms', url: 'javascript:alert(1)' }],
    ['a javascript: page', { name: 'Terms', page: 'javascript:alert(1)' }],
    ['nothing', null],
  ])('an agreement with %s is left out and said', async (_, item) => {
    const good = { name: '服务条款', page: '/terms' }
    const page = await openPage(mount, { properties: { agreement: [item, good] } })
    expect(warnings()).toHaveLength(1)
    expect(warnings()[0]).toContain('agreement[0]')
    expect(page.see('iot-agreement')?.text).toBe('我已阅读并同意服务条款')
  })
}
