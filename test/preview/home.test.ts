import type { Page } from 'playwright-core'

import { findings } from './axe'
import { brokenWords } from './broken-words'
import { openPhone } from './open-phone'
import { showPreview } from './shown-preview'

jest.setTimeout(60_000)

const preview = showPreview()
let page: Page

/** The page that the mini program opens with. */
async function open(query: string, width = 390): Promise<void> {
  preview.stack.sandbox.reset()
  page = await openPhone(preview, query, { width, height: 640 })
}

afterEach(() => page.close())

const named = (name: string) => page.getByRole('button', { name, exact: true })

test.each([
  ['en', 'Log in with WeChat', 'Agree and log in', 'Log out', 'My devices'],
  ['zh_CN', '微信登录', '同意并登录', '退出登录', '我的设备'],
  ['zh_TW', '微信登入', '同意並登入', '登出', '我的裝置'],
])(
  'agrees and logs in by two taps, and goes on to the devices, in %s',
  async (lang, login, agree, logOut, devices) => {
    await open(`lang=${lang}`)
    await named(login).click()
    await named(agree).click()
    await named(logOut).waitFor()
    await page.getByRole('link', { name: devices }).click()
    await page.getByText('客厅灯').waitFor()
  },
)

test('a user who does not want to log in may look around, and is asked for nothing', async () => {
  await open('lang=en')
  await named('Not now').click()
  await page.getByText('You can log in whenever you like.').waitFor()
  expect(await named('Not now').count()).toBe(0)
  expect(await named('Log in with WeChat').count()).toBe(1)
  expect(preview.stack.sandbox.world.codes.list()).toEqual([])
})

test('the bar has the colour of the sky, by day and by night', async () => {
  await open('lang=en')
  const sky = () => page.locator('header').evaluate((bar) => getComputedStyle(bar).backgroundColor)
  expect(await sky()).toBe('rgb(253, 239, 220)')
  expect(await page.getByRole('heading').first().textContent()).toBe('Morrow')
  await page.close()
  await open('lang=en&theme=dark')
  expect(await sky()).toBe('rgb(24, 34, 48)')
})

test('its picture is there, and has a name', async () => {
  await open('lang=en')
  const pictures = page.getByRole('img', { name: 'A house at dawn' })
  expect(await pictures.count()).toBe(1)
  expect(
    await pictures.locator('img').evaluate((img) => (img as HTMLImageElement).naturalWidth),
  ).toBeGreaterThan(0)
})

describe.each(['light', 'dark'])('%s', (theme) => {
  test('axe finds nothing serious before a login, in the sheet, and after', async () => {
    await open(`lang=en&theme=${theme}`)
    expect(await findings(page)).toEqual([])
    await named('Log in with WeChat').click()
    await page.getByRole('dialog').waitFor()
    expect(await findings(page)).toEqual([])
    await named('Agree and log in').click()
    await named('Log out').waitFor()
    expect(await findings(page)).toEqual([])
  })
})

test('everything fits at 320 pixels with words enlarged by 1.5', async () => {
  await open('lang=en&fontScale=1.5', 320)
  expect(await brokenWords(page, 'wx-page')).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
})
