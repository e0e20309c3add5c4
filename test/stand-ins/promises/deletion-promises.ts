import { openPage } from '../button-page'
import { RELAY_TIME, relayError, type WxReply } from '../fake-relay'
import type { FakeWx } from '../fake-wx'
import { useFreshPhone } from '../fresh-phone'
import type { Mount } from '../mounted-page'
import { succeed } from '../scripted-call'
import { settle } from '../session-bench'

const WEEK_SECONDS = 7 * 86_400

/** How a relay refuses a login while the account waits for its deletion. */
function pending(deleteAt?: number): WxReply {
  const reply = relayError(403, 'Relay.DeletionPending')
  if (deleteAt !== undefined) {
    Object.assign((reply.data as { Response: { Error: object } }).Response.Error, { DeleteAt: deleteAt })
  }
  return reply
}

/** The question of `<iot-login>` to a user whose account is about to be deleted. */
export function describeDeletion(mount: Mount): void {
  let phone: FakeWx

  useFreshPhone((fresh) => (phone = fresh))
  beforeEach(() => jest.spyOn(console, 'error').mockImplementation(() => undefined))

  /** A page whose next login is refused. */
  async function open(properties = {}, deleteAt?: number) {
    phone.request.next(succeed(pending(deleteAt)))
    return openPage(mount, { properties: { lang: 'zh-CN', ...properties } })
  }
  const sent = () => phone.request.calls.map(({ data }) => data as Record<string, unknown>)

  test('silent: logs no user in, asks nothing, and the state and the event say so', async () => {
    const page = await open({ silent: true })
    expect(page.see('iot-agreement-sheet')).toBeUndefined()
    expect(page.session().state).toBe('failed')
    expect(page.heard('fail')).toMatchObject([{ code: 'Relay.DeletionPending', retryable: false }])
    expect(phone.request.calls).toHaveLength(1)
  })

  test('a tap asks, with the date and what is lost', async () => {
    const page = await open({}, RELAY_TIME + WEEK_SECONDS)
    await page.tap()
    const { text = '' } = page.see('iot-agreement-sheet__panel') ?? {}
    expect(text).toMatch(/^账号正在注销/)
    expect(text).toMatch(/2027-01-2[12]/)
    expect(text).toMatch(/设备、家庭/)
    expect(text).toMatch(/继续注销取消注销并登录$/)
    expect(page.see('iot-agreement-sheet__panel')?.attribute('aria-label')).toBe('账号正在注销')
    expect(page.heard('fail')).toEqual([])
    expect(sent()[0]).not.toHaveProperty('cancelDeletion')
  })

  test('says so without a date where the relay tells none', async () => {
    const page = await open()
    await page.tap()
    expect(page.see('iot-agreement-sheet__panel')?.text).toMatch(/七天内/)
  })

  test('only its confirmation cancels the deletion, with a fresh code, and name and picture are not asked twice', async () => {
    const page = await open()
    await page.tap()
    page.see('iot-agreement-sheet__agree')?.fire('tap')
    await settle()
    expect(sent()[1]).toMatchObject({ cancelDeletion: true, code: 'code-2' })
    expect(page.heard('success')).toHaveLength(1)
    expect(page.see('iot-agreement-sheet')).toBeUndefined()
    expect(phone.getUserProfile.calls).toHaveLength(1)
  })

  test.each(['iot-agreement-sheet__disagree', 'iot-agreement-sheet__mask'])(
    '%s keeps deleting: nothing is sent, and the line and the event say why no user is logged in',
    async (part) => {
      const page = await open()
      await page.tap()
      page.see(part)?.fire('tap')
      await settle()
      expect(page.see('iot-agreement-sheet')).toBeUndefined()
      expect(page.alert()).toMatch(/正在注销/)
      expect(page.heard('fail')).toMatchObject([{ code: 'Relay.DeletionPending' }])
      expect(page.heard('disagree')).toEqual([])
      expect(phone.request.calls).toHaveLength(1)
    },
  )

  test('asks again at the next tap', async () => {
    const page = await open()
    await page.tap()
    page.see('iot-agreement-sheet__disagree')?.fire('tap')
    phone.request.next(succeed(pending()))
    await page.tap()
    expect(page.see('iot-agreement-sheet')).toBeDefined()
    expect(sent()).toHaveLength(2)
    expect(sent()[1]).not.toHaveProperty('cancelDeletion')
  })

  test('the question goes when somebody else has logged in or out', async () => {
    const page = await open()
    await page.tap()
    await page.session().login()
    await settle()
    expect(page.see('iot-agreement-sheet')).toBeUndefined()
  })

  test.each([
    ['zh-TW', /帳號正在註銷.*繼續註銷取消註銷並登入$/],
    ['en', /about to be deleted.*Keep account and log in$/],
  ])('in %s', async (lang, words) => {
    const page = await open({ lang })
    await page.tap()
    expect(page.see('iot-agreement-sheet__panel')?.text).toMatch(words)
  })

  test('a host can put words of its own there', async () => {
    const page = await open({ labels: { deletionTitle: '要回来吗', cancelDeletion: '回来' } }, RELAY_TIME)
    await page.tap()
    expect(page.see('iot-agreement-sheet__panel')?.text).toMatch(/^要回来吗.*回来$/)
  })
}
