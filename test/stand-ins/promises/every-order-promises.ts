import { keptToken, openPage, type ButtonPage } from '../button-page'
import type { FakeWx } from '../fake-wx'
import { useFreshPhone } from '../fresh-phone'
import type { Mount } from '../mounted-page'
import { byHand } from '../scripted-call'
import { settle } from '../session-bench'

const agreement = [{ name: '服务条款', page: '/terms' }]
const STEPS = ['login', 'logout', 'renewal failed'] as const
type Step = (typeof STEPS)[number]

/** Every order of every choice of the steps; none at all is one of them. */
const ORDERS = ordersOf(STEPS)

function ordersOf(steps: readonly Step[]): Step[][] {
  return [
    [],
    ...steps.flatMap((first) =>
      ordersOf(steps.filter((step) => step !== first)).map((rest) => [first, ...rest]),
    ),
  ]
}

const asText = (order: Step[]) => order.join(', ') || 'nothing'
const CASES = [false, true].flatMap((kept) =>
  ORDERS.map((order) => ({ kept, order, name: `${kept ? 'a kept token' : 'no token'}: ${asText(order)}` })),
)
let apps = 0

/**
 * That every page shows what is true, in whatever order tokens came and went: one that was open before, one that was
 * opened during each step, and one that is opened after all.
 */
export function describeEveryOrder(mount: Mount): void {
  let phone: FakeWx
  let appKey: string
  let isIn: boolean
  let pages: ButtonPage[]

  useFreshPhone((fresh) => (phone = fresh))
  beforeEach(() => {
    jest.spyOn(console, 'error').mockImplementation(() => undefined)
    appKey = `order-${(apps += 1)}`
    pages = []
  })

  async function open(): Promise<void> {
    pages.push(await openPage(mount, { properties: { appKey, agreement } }))
  }

  const shown = () => pages.map((page) => page.label())
  const onEach = (label: string) => pages.map(() => label)
  const now = () => onEach(isIn ? '已登录' : '微信登录')

  /** Takes a step, opens a page while it lasts, and lets it end. */
  async function take(step: Step): Promise<void> {
    const session = pages[0]!.session()
    if (step === 'logout') {
      const held = byHand<object>()
      phone.setStorage.next(held)
      const saved = session.logout()
      isIn = false
      await open()
      expect(shown()).toEqual(now())
      held.succeed({})
      await saved
    } else if (step === 'login' && isIn) {
      await session.login()
      await open()
    } else {
      const held = byHand<never>()
      phone.request.next(held)
      const ended = session.login({ force: step === 'renewal failed' }).catch(() => undefined)
      await open()
      expect(shown()).toEqual(onEach('正在登录'))
      if (step === 'login') held.succeed(phone.relay.answer('/login', { code: 'code' }) as never)
      else held.fail('request:fail')
      await ended
      isIn ||= step === 'login'
    }
    await settle()
    expect(shown()).toEqual(now())
  }

  test.each(CASES)('$name', async ({ kept, order }) => {
    if (kept) {
      phone.storage.entries.set(`iot-login:v1:${appKey}`, { data: keptToken('kept'), encrypt: true })
    }
    isIn = kept
    await open()
    expect(shown()).toEqual(now())
    for (const step of order) await take(step)
    await open()
    expect(shown()).toEqual(now())
    // Consent is decided by what is true, on the first page as on the last.
    for (const page of [pages[0]!, pages.at(-1)!]) {
      const told = page.events.length
      await page.tap()
      const heard = page.events.slice(told).map(({ name }) => name)
      expect([page.alert(), heard]).toEqual(isIn ? [undefined, ['success']] : ['请先阅读并勾选同意', []])
    }
    expect(phone.getUserProfile.calls).toHaveLength(0)
  })
}
