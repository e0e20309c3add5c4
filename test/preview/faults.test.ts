import type { Browser } from 'playwright-core'

import { en } from '../../plugin/locale/en'
import { zhCN } from '../../plugin/locale/zh-CN'
import { FAULTS } from '../../preview/page/faults'
import { launchBrowser } from './browser'
import { startPreview } from './preview-stack'
import { visit } from './visit'

jest.setTimeout(40_000)

let browser: Browser

beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
})

type Code = keyof typeof en.errors

/** What each fault is to the phone, where it is one at all: slow is not wrong. */
const CODES: Record<string, Code | undefined> = {
  'relay-unreachable': 'Client.NetworkFailed',
  'code-used': 'WeChat.CodeUsed',
  'code-invalid': 'WeChat.CodeInvalid',
  'user-blocked': 'WeChat.UserBlocked',
  'wechat-busy': 'WeChat.Busy',
  'too-often': 'WeChat.RateLimited',
  'wechat-slow': undefined,
  'wechat-hangs': 'WeChat.Timeout',
  'wechat-cut': 'WeChat.Unreachable',
  'explorer-html': 'IoTExplorer.UnexpectedReply',
  'explorer-500': 'IoTExplorer.UnexpectedReply',
  'explorer-error': 'InternalError',
  forbidden: 'InvalidParameterValue.UserLoginForbidden',
  'no-token': 'IoTExplorer.UnexpectedReply',
  'explorer-slow': undefined,
}

const TAKES_SECONDS = ['wechat-slow', 'wechat-hangs', 'explorer-slow']

async function meet(id: string, lang: 'en' | 'zh-CN'): Promise<void> {
  const stack = await startPreview()
  const words = lang === 'en' ? en : zhCN
  const { page, phone, context } = await visit(browser, stack.url, { lang })
  try {
    const chip = page.locator(`[data-id="fault:${id}"]`)
    await chip.click()
    await page.locator(`[data-id="fault:${id}"][aria-pressed="true"]`).waitFor()
    await phone.getByRole('button', { name: words.login }).click()

    const code = CODES[id]
    if (code === undefined) {
      await phone.getByRole('button', { name: words.loggedIn }).waitFor()
      const [, seconds] = /(\d{4}) ms/.exec(await page.locator('.row--reply').innerText()) ?? []
      expect(Number(seconds)).toBeGreaterThanOrEqual(3000)
    } else {
      await phone.getByRole('alert').filter({ hasText: words.errors[code] }).waitFor()
      const failed = page.locator('.row--bad')
      await failed.first().waitFor()
      expect(await failed.count()).toBeGreaterThan(0)
      await phone.getByRole('button', { name: words.retry }).click()
      await phone.getByRole('button', { name: words.loggedIn }).waitFor()
    }
    // It was meant for one login, and says so.
    await page.locator(`[data-id="fault:${id}"][aria-pressed="false"]`).waitFor()
  } finally {
    await context.close()
    await stack.close()
  }
}

test('each fault of the page has an expected end here', () => {
  expect(FAULTS.map(({ id }) => id)).toEqual(Object.keys(CODES))
})

const quick = FAULTS.filter(({ id }) => !TAKES_SECONDS.includes(id))

test.each(quick)(
  '$at $en: a sentence, a red line in the sequence, and a button that works',
  async ({ id }) => {
    await meet(id, 'en')
  },
)

test('in Chinese too', async () => {
  await meet('code-used', 'zh-CN')
})

test('those that take seconds end well, or in a sentence', async () => {
  await Promise.all(TAKES_SECONDS.map((id) => meet(id, 'en')))
})

test('a relay that has gone is a failed connection, told in words', async () => {
  const stack = await startPreview()
  const { page, phone, context } = await visit(browser, stack.url, { lang: 'en' })
  await page.route('**/domains/0/login', (route) => route.abort())
  await phone.getByRole('button', { name: en.login }).click()
  await phone.getByRole('alert').filter({ hasText: en.errors['Client.NetworkFailed'] }).waitFor()
  await context.close()
  await stack.close()
})
