import { en } from '../../plugin/locale/en'
import { zhCN } from '../../plugin/locale/zh-CN'
import { FAULTS } from '../../preview/page/faults'
import { startPreview } from './preview-stack'
import { showPreview } from './shown-preview'
import { visit, type Visit } from './visit'

jest.setTimeout(40_000)

const preview = showPreview()
let here: Visit

beforeAll(async () => {
  here = await visit(preview.browser, preview.stack.url, { lang: 'en' })
})

type Code = keyof typeof en.errors

/** What each fault is to the phone, where it is one at all: slow is not wrong, and what passes the relay tries again. */
const ENDS: Record<string, Code | 'late' | 'tried again'> = {
  'relay-unreachable': 'Client.NetworkFailed',
  'code-used': 'WeChat.CodeUsed',
  'code-invalid': 'WeChat.CodeInvalid',
  'user-blocked': 'WeChat.UserBlocked',
  'wechat-busy-once': 'tried again',
  'wechat-busy': 'WeChat.Busy',
  'too-often': 'WeChat.RateLimited',
  'wechat-slow': 'late',
  'wechat-hangs': 'WeChat.Timeout',
  'wechat-cut': 'WeChat.Unreachable',
  'explorer-html': 'IoTExplorer.UnexpectedReply',
  'explorer-500': 'IoTExplorer.UnexpectedReply',
  'explorer-error': 'InternalError',
  forbidden: 'InvalidParameterValue.UserLoginForbidden',
  'no-token': 'IoTExplorer.UnexpectedReply',
  'explorer-slow': 'late',
}

const TAKES_SECONDS = ['wechat-slow', 'wechat-hangs', 'explorer-slow']

/** Arms a fault, taps, and sees the login fail as it should, or come late; then that it was for one login only. */
async function meet({ page, phone }: Visit, id: string, words = en): Promise<void> {
  await page.getByRole('button', { name: words === en ? 'Clear' : '清空', exact: true }).click()
  const chip = (pressed: boolean) => page.locator(`[data-id="fault:${id}"][aria-pressed="${pressed}"]`)
  await chip(false).click()
  await chip(true).waitFor()
  await phone.getByRole('button', { name: words.login }).click()

  const end = ENDS[id]!
  if (end === 'late') {
    await phone.getByRole('button', { name: words.loggedIn }).waitFor()
    const [, milliseconds] = /(\d{4}) ms/.exec(await page.locator('.row--reply').innerText()) ?? []
    expect(Number(milliseconds)).toBeGreaterThanOrEqual(3000)
  } else if (end === 'tried again') {
    await phone.getByRole('button', { name: words.loggedIn }).waitFor()
    await page.locator('.row--bad + .row--good').waitFor()
    expect(await page.locator('.hop__call', { hasText: 'jscode2session' }).count()).toBe(2)
  } else {
    await phone.getByRole('alert').filter({ hasText: words.errors[end] }).waitFor()
    await page.locator('.row--bad').first().waitFor()
    await chip(false).waitFor()
    await phone.getByRole('button', { name: words.retry }).click()
    await phone.getByRole('button', { name: words.loggedIn }).waitFor()
  }
  await chip(false).waitFor()
}

test('each fault of the page has an expected end here', () => {
  expect(FAULTS.map(({ id }) => id)).toEqual(Object.keys(ENDS))
})

const quick = FAULTS.filter(({ id }) => !TAKES_SECONDS.includes(id))

beforeEach(async () => {
  const { page, phone } = here
  await page.getByRole('button', { name: /^Clear storage/ }).click()
  await phone.getByRole('button', { name: en.login }).waitFor()
})

test.each(quick)(
  '$at $en: a red line in the sequence, and a login or a sentence with a button that works',
  async ({ id }) => {
    await meet(here, id)
  },
)

test('in Chinese too', async () => {
  const chinese = await visit(preview.browser, preview.stack.url, { lang: 'zh-CN' })
  await meet(chinese, 'code-used', zhCN)
  await chinese.context.close()
})

test('those that take seconds end well, or in a sentence', async () => {
  const slowly = async (id: string) => {
    const own = await startPreview()
    const there = await visit(preview.browser, own.url, { lang: 'en' })
    await meet(there, id)
    await there.context.close()
    await own.close()
  }
  await Promise.all(TAKES_SECONDS.map(slowly))
})

test('a relay that has gone is a failed connection, told in words', async () => {
  const { page, phone } = here
  await page.route('**/domains/0/login', (route) => route.abort())
  await phone.getByRole('button', { name: en.login }).click()
  await phone.getByRole('alert').filter({ hasText: en.errors['Client.NetworkFailed'] }).waitFor()
})
