import { configure } from '../../../plugin/shared-sessions'
import { keptToken, openPage, RELAY_URL } from '../button-page'
import type { FakeWx } from '../fake-wx'
import { useFreshPhone } from '../fresh-phone'
import type { Mount } from '../mounted-page'
import { byHand } from '../scripted-call'
import { settle } from '../session-bench'

const FAR = 'https://other.example.com'

/** What properties that change do to a login that runs, and to one that waits for them. */
export function describeMovingProperties(mount: Mount): void {
  let phone: FakeWx

  useFreshPhone((fresh) => (phone = fresh))
  beforeEach(() => {
    jest.spyOn(console, 'error').mockImplementation(() => undefined)
  })

  const CHANGES: [string, Record<string, string>][] = [
    ['an emptied app-key', { appKey: '' }],
    ['an emptied relay-url', { relayUrl: '' }],
    ['another app-key', { appKey: 'another' }],
    ['another relay-url', { relayUrl: FAR }],
    ['both emptied', { appKey: '', relayUrl: '' }],
  ]

  describe.each(CHANGES)('%s while a login runs', (_, change) => {
    test.each(['success', 'failure'])('neither shows nor tells its %s', async (outcome) => {
      const page = await openPage(mount)
      const held = byHand<never>()
      phone.request.next(held)
      await page.tap()
      expect(page.label()).toBe('正在登录')
      page.set(change)
      await settle()
      expect(page.label()).toBe('微信登录')
      if (outcome === 'failure') held.fail('request:fail')
      else held.succeed(phone.relay.answer('/login', { code: 'c' }) as never)
      await settle()
      // Sessions of one AppKey share the token, whichever relay brought it.
      expect(page.label()).toBe(change.relayUrl === FAR && outcome === 'success' ? '已登录' : '微信登录')
      expect(page.alert()).toBeUndefined()
      expect([page.heard('success'), page.heard('fail'), page.heard('cancel')]).toEqual([[], [], []])
    })

    test('leaves a button that works once both are given', async () => {
      const page = await openPage(mount)
      phone.request.next(byHand())
      await page.tap()
      page.set(change)
      await settle()
      page.set({ relayUrl: FAR, appKey: 'given' })
      await settle()
      await page.tap()
      expect(page.label()).toBe('已登录')
      expect(page.heard('success')).toMatchObject([{ token: 'token-1' }])
    })
  })

  test('a host that was told of a login is told that it is not this button’s any more', async () => {
    const page = await openPage(mount)
    phone.request.next(byHand())
    await page.tap()
    page.set({ appKey: '' })
    await settle()
    expect(page.heard('change').at(-1)).toEqual({ state: 'signed-out' })
  })

  test('a failure of the former session does not stay', async () => {
    const page = await openPage(mount)
    phone.request.next((callbacks) => callbacks.fail?.({ errMsg: 'request:fail' }))
    await page.tap()
    expect(page.alert()).toBeDefined()
    page.set({ appKey: 'fresh' })
    await settle()
    expect(page.alert()).toBeUndefined()
  })

  describe('silent', () => {
    const unset = { relayUrl: '', appKey: '', silent: true }

    test.each([
      ['relay-url first', [{ relayUrl: RELAY_URL }, { appKey: 'one-by-one-1' }]],
      ['app-key first', [{ appKey: 'one-by-one-2' }, { relayUrl: RELAY_URL }]],
      ['both at once', [{ appKey: 'one-by-one-3', relayUrl: RELAY_URL }]],
    ])('logs in once when both are known: %s', async (_, steps) => {
      const page = await openPage(mount, { properties: unset })
      for (const step of steps) {
        page.set(step)
        await settle()
      }
      expect(page.heard('success')).toHaveLength(1)
      expect(page.heard('fail')).toEqual([])
      expect(phone.request.calls).toHaveLength(1)
    })

    test('logs in once configure() has been called, after the button was there', async () => {
      const page = await openPage(mount, { properties: unset })
      expect(page.events).toEqual([])
      configure({ relayUrl: RELAY_URL, appKey: 'configured-after' })
      await settle()
      expect(page.heard('success')).toHaveLength(1)
      expect(page.label()).toBe('已登录')
    })

    test('renews the token ahead of its end while the page is open, and not after', async () => {
      phone.relay.expiresIn = 1000
      const page = await openPage(mount, { properties: { silent: true } })
      await jest.advanceTimersByTimeAsync(900_000)
      expect(phone.request.calls).toHaveLength(2)
      expect(page.label()).toBe('已登录')
      expect(page.heard('success')).toHaveLength(1)
      page.leave()
      await jest.advanceTimersByTimeAsync(900_000)
      expect(phone.request.calls).toHaveLength(2)
    })

    test('says nothing more to a button that is gone', async () => {
      const page = await openPage(mount, { properties: unset })
      page.leave()
      configure({ relayUrl: RELAY_URL, appKey: 'configured-too-late' })
      await settle()
      expect(page.events).toEqual([])
      expect(phone.request.calls).toHaveLength(0)
    })

    test('asks no relay that they name in between only', async () => {
      const page = await openPage(mount, {
        properties: { relayUrl: FAR, appKey: 'between-1', silent: false },
      })
      page.set({ silent: true })
      page.set({ appKey: 'between-2' })
      page.set({ relayUrl: RELAY_URL })
      await settle()
      expect(phone.request.calls.map(({ url }) => url)).toEqual([`${RELAY_URL}/login`])
    })

    test('logs in to the session that the properties name in the end', async () => {
      phone.storage.entries.set('iot-login:v1:moved-2', { data: keptToken('kept'), encrypt: true })
      const page = await openPage(mount, { properties: { relayUrl: FAR, appKey: 'moved-1', silent: false } })
      page.set({ relayUrl: RELAY_URL, appKey: 'moved-2', silent: true })
      await settle()
      expect(page.heard('success')).toMatchObject([{ token: 'kept' }])
      expect(phone.request.calls).toHaveLength(0)
    })
  })
}
