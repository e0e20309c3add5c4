import { findings } from './axe'
import { openGallery } from './open-gallery'
import { showPreview } from './shown-preview'
import { visit } from './visit'

jest.setTimeout(60_000)

const preview = showPreview()
beforeEach(() => {
  preview.stack.sandbox.reset()
})

describe.each(['light', 'dark'] as const)('axe finds nothing serious, in the %s', (theme) => {
  test.each(['en', 'zh_CN'] as const)('in every state of the component, in %s', async (lang) => {
    const page = await openGallery(preview, 375, { lang, theme })
    expect(await findings(page)).toEqual([])
    await page.close()
  })

  test('on the phone after a failure, and in WeChat’s dialog', async () => {
    preview.stack.sandbox.faults.add({ target: 'jscode2session', kind: 'error', errcode: 40226 })
    const page = await preview.browser.newPage({
      viewport: { width: 375, height: 700 },
      reducedMotion: 'reduce',
    })
    await page.goto(`${preview.stack.url}/phone?page=pages/basic/basic&lang=en&theme=${theme}`)
    await page.locator('wx-button').click()
    await page.getByRole('alert').waitFor()
    expect(await findings(page)).toEqual([])
    await page.goto(`${preview.stack.url}/phone?page=pages/states/states&lang=en&theme=${theme}&profile=own`)
    await page.locator('wx-button').first().click()
    await page.getByRole('dialog').waitFor()
    expect(await findings(page)).toEqual([])
    await page.close()
  })

  test('on the page around it, with a call opened', async () => {
    preview.stack.sandbox.faults.add({ target: 'jscode2session', kind: 'error', errcode: 40226 })
    const { page, button, context } = await visit(preview.browser, preview.stack.url, { lang: 'en', theme })
    await button.click()
    await page.locator('.row--bad').first().waitFor()
    await page.locator('.row--bad .hop').first().click()
    expect(await findings(page)).toEqual([])
    await context.close()
  })
})

test('with the keyboard alone: to the button, a login, and what a call carried', async () => {
  const { page, phone, context } = await visit(preview.browser, preview.stack.url, { lang: 'en' })
  await phone.locator('wx-button').focus()
  await page.keyboard.press('Enter')
  await phone.getByRole('button', { name: 'Logged in' }).waitFor()
  const hop = page.locator('.hop').first()
  await hop.focus()
  await page.keyboard.press('Space')
  expect(await hop.getAttribute('aria-expanded')).toBe('true')
  await context.close()
})

test('Tab reaches the button from the beginning of the phone', async () => {
  const page = await preview.browser.newPage()
  await page.goto(`${preview.stack.url}/phone?page=pages/basic/basic&lang=en`)
  await page.locator('html[data-started]').waitFor()
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
    'Log in with WeChat',
  )
  await page.keyboard.press('Space')
  await page.getByRole('button', { name: 'Logged in' }).waitFor()
  await page.close()
})

test('aria of wxml is aria of the browser', async () => {
  const page = await openGallery(preview, 375, { lang: 'en' })
  const busy = page.getByRole('button', { name: 'Logging in…' }).first()
  expect(await busy.getAttribute('aria-busy')).toBe('true')
  const grey = page.locator('wx-button[disabled]').first()
  expect([await grey.getAttribute('aria-disabled'), await grey.getAttribute('tabindex')]).toEqual([
    'true',
    '-1',
  ])
  const box = page.getByRole('checkbox', { name: 'I have read and agree to' }).first()
  expect(await box.getAttribute('aria-checked')).toBe('false')
  await box.focus()
  await page.keyboard.press('Space')
  expect(await box.getAttribute('aria-checked')).toBe('true')
  await page.close()
})

test('a dialog keeps the keyboard, Escape refuses, and the focus returns', async () => {
  const page = await preview.browser.newPage()
  await page.goto(`${preview.stack.url}/phone?page=pages/states/states&lang=en&profile=own`)
  const live = page.locator('wx-button').first()
  await live.focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await dialog.waitFor()
  expect(
    await dialog.getByRole('button', { name: 'Allow' }).evaluate((one) => one === document.activeElement),
  ).toBe(true)
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  expect(await live.evaluate((one) => one === document.activeElement)).toBe(true)
  await page.close()
})
