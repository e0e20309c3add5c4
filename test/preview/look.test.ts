import type { Page } from 'playwright-core'

import { findings } from './axe'
import { brokenWords } from './broken-words'
import { openPhone } from './open-phone'
import { showPreview } from './shown-preview'

jest.setTimeout(60_000)

const preview = showPreview()
let page: Page

async function open(query: string, width = 390): Promise<void> {
  preview.stack.sandbox.reset()
  page = await openPhone(preview, query, { width, height: 800 })
}

afterEach(() => page.close())

const widths = () =>
  page.locator('wx-button').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().width))

test.each([320, 390, 430])(
  'no button moves by more than a pixel when it is done, small ones are 36 and 44 high, at %i',
  async (width) => {
    await open('page=pages/look/look&lang=en', width)
    const before = await widths()
    expect(before).toHaveLength(36)
    const heights = await page
      .locator('[class*="iot-login--small"]')
      .evaluateAll((all) =>
        all.map((one) =>
          ['wx-button', '[class*="__touch"]'].map(
            (part) => one.querySelector(part)!.getBoundingClientRect().height,
          ),
        ),
      )
    for (const [seen, touched] of heights) {
      expect(seen).toBeGreaterThanOrEqual(36)
      expect(touched).toBeGreaterThanOrEqual(44)
    }
    await page.locator('wx-button').first().click()
    await page.getByRole('button', { name: 'Logged in' }).nth(35).waitFor()
    for (const [index, after] of (await widths()).entries()) {
      expect(Math.abs(after - before[index]!)).toBeLessThanOrEqual(1)
    }
  },
)

test.each(['light', 'dark'])(
  'axe finds nothing serious on the page of looks, before and after a login, %s',
  async (theme) => {
    await open(`page=pages/look/look&lang=en&theme=${theme}`)
    expect(await findings(page)).toEqual([])
    await page.locator('wx-button').first().click()
    await page.getByRole('button', { name: 'Logged in' }).nth(35).waitFor()
    expect(await findings(page)).toEqual([])
  },
)

test.each(['light', 'dark'])('a card says who is signed in, and logs out, %s', async (theme) => {
  await open(`page=pages/account/account&lang=en&theme=${theme}`)
  await page.getByRole('button', { name: 'Log in with WeChat' }).click()
  await page.getByRole('button', { name: 'Log out' }).waitFor()
  // It fades in.
  await page.locator('[class*="__card"]').evaluate((card) => {
    for (const animation of card.getAnimations()) animation.finish()
  })
  expect(await findings(page)).toEqual([])
  await page.getByRole('button', { name: 'Delete account' }).click()
  const question = page.getByRole('alertdialog', { name: 'Delete your account?' })
  expect(await question.innerText()).toContain('seven days')
  await question.getByRole('button', { name: 'Keep' }).click()
  await page.getByRole('button', { name: 'Log out' }).click()
  await page.getByRole('button', { name: 'Log in with WeChat' }).waitFor()
})

test.each(['light', 'dark'])(
  'an account that is about to be deleted asks before it is logged in to, and is kept by the yes, %s',
  async (theme) => {
    await open(`page=pages/account/account&lang=en&theme=${theme}`)
    await page.getByRole('button', { name: 'Log in with WeChat' }).click()
    await page.getByRole('button', { name: 'Delete account' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
    await page.getByText('will be deleted in seven days').waitFor()
    await page.getByRole('button', { name: 'Log in with WeChat' }).click()
    const question = page.getByRole('dialog', { name: 'Your account is about to be deleted' })
    expect(await question.innerText()).toMatch(/Date of deletion: \d{4}-\d\d-\d\d/)
    expect(await findings(page)).toEqual([])
    await question.getByRole('button', { name: 'Continue deletion' }).click()
    await page.getByRole('alert').waitFor()
    await page.getByRole('button', { name: 'Try again' }).click()
    await question.getByRole('button', { name: 'Keep account and log in' }).click()
    await page.getByRole('button', { name: 'Log out' }).waitFor()
  },
)

test.each(['light', 'dark'])('axe finds nothing serious in the sheet of agreements, %s', async (theme) => {
  await open(`page=pages/agreement/agreement&lang=en&theme=${theme}`)
  await page.locator('wx-button').nth(1).click()
  await page.getByRole('dialog').waitFor()
  expect(await findings(page)).toEqual([])
})

test.each(['look', 'agreement', 'states'])(
  'no word of the page %s is broken at 320 and 1.5',
  async (name) => {
    await open(`page=pages/${name}/${name}&lang=en&fontScale=1.5`, 320)
    await page.locator('wx-button').nth(1).waitFor()
    expect(await brokenWords(page, 'wx-page')).toEqual([])
  },
)

test('words grow with WeChat’s font size, and nothing leaves the screen', async () => {
  const size = () =>
    page
      .locator('[class*="__label"]')
      .nth(1)
      .evaluate((label) => parseFloat(getComputedStyle(label).fontSize))
  await open('page=pages/look/look&lang=en', 320)
  const usual = await size()
  await page.close()
  await open('page=pages/look/look&lang=en&fontScale=1.5', 320)
  expect(await size()).toBeCloseTo(usual * 1.5, 1)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
})
