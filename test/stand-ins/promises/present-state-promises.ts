import { keptToken, openPage, type ButtonPage } from '../button-page'
import type { FakeWx } from '../fake-wx'
import { useFreshPhone } from '../fresh-phone'
import type { Mount } from '../mounted-page'
import { byHand, fail } from '../scripted-call'
import { settle } from '../session-bench'

const agreement = [{ name: '服务条款', page: '/terms' }]
const ORDER = ['signed-out', 'identifying', 'exchanging', 'ready', 'failed']

type Session = ReturnType<ButtonPage['session']>

/** What can have happened to the session, and what a page must show after it. */
const PASTS: {
  name: string
  kept?: true
  happens(session: Session, phone: FakeWx): Promise<unknown>
  label: string
}[] = [
  { name: 'nothing', happens: async () => undefined, label: '微信登录' },
  { name: 'a kept token', kept: true, happens: async () => undefined, label: '已登录' },
  { name: 'a login', happens: (session) => session.login(), label: '已登录' },
  {
    name: 'a login and a logout',
    happens: (session) => session.login().then(() => session.logout()),
    label: '微信登录',
  },
  {
    name: 'a kept token and a logout',
    kept: true,
    happens: (session) => session.logout(),
    label: '微信登录',
  },
  {
    name: 'a login that failed',
    happens: (session, phone) => {
      phone.request.next(fail('request:fail'))
      return session.login().catch(() => undefined)
    },
    label: '微信登录',
  },
  {
    name: 'a renewal that failed',
    kept: true,
    happens: (session, phone) => {
      phone.request.next(fail('request:fail'))
      return session.login({ force: true }).catch(() => undefined)
    },
    label: '已登录',
  },
  {
    name: 'a token that was refused',
    kept: true,
    happens: (session) => session.invalidate('kept'),
    label: '微信登录',
  },
]

let apps = 0

/** That a button shows what is true now, whenever its page is opened. */
export function describePresentState(mount: Mount): void {
  let phone: FakeWx
  let appKey: string

  useFreshPhone((fresh) => (phone = fresh))
  beforeEach(() => {
    jest.spyOn(console, 'error').mockImplementation(() => undefined)
    appKey = `present-${(apps += 1)}`
  })

  const open = () => openPage(mount, { properties: { appKey, agreement } })
  const keep = () =>
    phone.storage.entries.set(`iot-login:v1:${appKey}`, { data: keptToken('kept'), encrypt: true })

  describe.each(PASTS)('after $name', ({ kept, happens, label }) => {
    beforeEach(() => {
      if (kept) keep()
    })

    /** A tap asks for consent exactly where the session is not signed in. */
    async function isTrueNow(page: ButtonPage): Promise<void> {
      expect(page.label()).toBe(label)
      const events = page.events.length
      await page.tap()
      const told = page.events.slice(events).map(({ name }) => name)
      expect(phone.getUserProfile.calls).toHaveLength(0)
      expect([page.alert(), told]).toEqual(
        label === '已登录' ? [undefined, ['success']] : ['请先阅读并勾选同意', []],
      )
    }

    test('a page that was open before', async () => {
      const page = await open()
      await happens(page.session(), phone)
      await settle()
      await isTrueNow(page)
    })

    test('a page that is opened later', async () => {
      const first = await open()
      await happens(first.session(), phone)
      const page = await open()
      await isTrueNow(page)
    })

    test('a page that is opened again, with the same components', async () => {
      const page = await open()
      await happens(page.session(), phone)
      page.show()
      await settle()
      await isTrueNow(page)
      page.leave()
      const again = await open()
      expect(again.label()).toBe(label)
    })
  })

  test.each([
    ['code', 'login'],
    ['relay', 'request'],
  ] as const)('a page that is opened while a login waits for the %s', async (_, call) => {
    const first = await open()
    const held = byHand<never>()
    phone[call].next(held)
    void first.session().login()
    await settle()
    const page = await open()
    expect(page.label()).toBe('正在登录')
    await page.tap()
    expect(page.alert()).toBeUndefined()
    held.succeed((call === 'login' ? { code: 'code' } : phone.relay.answer('/login', { code: 'c' })) as never)
    await settle()
    expect([first.label(), page.label()]).toEqual(['已登录', '已登录'])
  })

  test('a page that is opened while a renewal fails shows the token that is still good', async () => {
    keep()
    const first = await open()
    const held = byHand<never>()
    phone.request.next(held)
    first
      .session()
      .login({ force: true })
      .catch(() => undefined)
    await settle()
    const page = await open()
    expect(page.label()).toBe('正在登录')
    held.fail('request:fail')
    await settle()
    expect(page.label()).toBe('已登录')
  })

  test('change events never run backwards', async () => {
    const first = await open()
    const held = byHand<{ code: string }>()
    phone.login.next(held)
    void first.session().login()
    await settle()
    const page = await open()
    held.succeed({ code: 'code' })
    await settle()
    const later = await open()
    const states = (of: ButtonPage) => of.heard('change').map(({ state }) => ORDER.indexOf(state as string))
    for (const each of [first, page, later]) {
      expect(states(each)).toEqual([...new Set(states(each))].sort((one, other) => one - other))
    }
    expect(later.heard('change')).toEqual([{ state: 'ready' }])
  })

  test('a token that ends while the page is open is shown', async () => {
    const page = await open()
    phone.relay.expiresIn = 600
    await page.session().login()
    expect(page.label()).toBe('已登录')
    await jest.advanceTimersByTimeAsync(601_000)
    expect(page.label()).toBe('微信登录')
  })

  test('a tap after the end of a token of which no timer has told asks for consent', async () => {
    phone.relay.expiresIn = 600
    const page = await open()
    await page.session().login()
    // As in the background, where timers stand still.
    jest.setSystemTime(Date.now() + 601_000)
    expect(page.label()).toBe('已登录')
    await page.tap()
    expect([page.alert(), page.heard('success')]).toEqual(['请先阅读并勾选同意', []])
  })
}
