import { join } from 'node:path'

import type { Page } from 'playwright-core'

import { showPreview } from './shown-preview'

jest.setTimeout(30_000)

const preview = showPreview(join(__dirname, 'fixture'))
let page: Page

/** A mini program that has nothing to do with logging in: the preview knows the language, not the component. */
beforeAll(async () => {
  page = await preview.browser.newPage({ viewport: { width: 375, height: 900 }, hasTouch: true })
  page.setDefaultTimeout(10_000)
})
beforeEach(async () => {
  await page.goto(`${preview.stack.url}/phone?lang=en`)
  await page.locator('html[data-started]').waitFor()
})

const said = (words: string) =>
  page.locator('.app-pages-language-language--said', { hasText: words }).waitFor()
const styleOf = (selector: string, name: string) =>
  page
    .locator(selector)
    .first()
    .evaluate((element, property) => getComputedStyle(element).getPropertyValue(property), name)
const tap = (name: string) => page.getByRole('button', { name, exact: true }).tap()

test('wxs, wx:for and wx:if are understood', async () => {
  const text = await page.locator('wx-page').innerText()
  expect(text).toContain('LOUD {}')
  expect(text).toContain('item 1:2')
  expect(text).not.toContain('item 0:1')
})

test('a component has its observers, behaviours, lifetimes, slot and events', async () => {
  const field = page.getByText('42/0/true/1slotted')
  await field.tap()
  await said('raised 1')
  await page.getByText('42/1/true/1slotted').waitFor()
})

test('styles stay in their component, but for external classes and app.wxss; rpx and :host are lengths and itself', async () => {
  expect(await styleOf('.app-parts-field--inner', 'color')).toBe('rgb(1, 2, 3)')
  expect(await styleOf('.app-parts-field--inner', 'font-weight')).toBe('700')
  expect(await styleOf('[wx-host="app-parts-field"]', 'padding-left')).toBe('37.5px')
  expect(await styleOf('.shared', 'letter-spacing')).toBe('3px')
  expect(await styleOf('wx-page', 'background-color')).toBe('rgb(250, 251, 252)')
})

test('dark mode is the phone’s, not the browser’s', async () => {
  expect(await styleOf('.app-parts-field--inner', 'font-style')).toBe('normal')
  await page.goto(`${preview.stack.url}/phone?lang=en&theme=dark`)
  await page.locator('html[data-started]').waitFor()
  expect(await styleOf('.app-parts-field--inner', 'font-style')).toBe('italic')
})

test('a form hands on what was typed, ticked, picked and switched', async () => {
  await page.getByPlaceholder('Type here').fill('abc')
  await said('typed abc')
  await page.getByRole('checkbox', { name: 'Two' }).tap()
  await page.getByText('A', { exact: true }).tap()
  await page.getByRole('radio', { name: 'B' }).tap()
  await page.getByRole('switch', { name: 'On' }).tap()
  await tap('Send')
  const sent = { own: 'from the field', typed: 'abc', ticked: ['two'], picked: 'b', on: true }
  await page.getByText(JSON.stringify(sent)).waitFor()
})

test('a label’s words tick its box, once', async () => {
  await page.getByText('One', { exact: true }).tap()
  expect(await page.getByRole('checkbox', { name: 'One' }).getAttribute('aria-checked')).toBe('true')
})

test('a modal and a toast are seen and answer', async () => {
  await tap('Ask')
  const modal = page.getByRole('alertdialog', { name: 'Really?' })
  await modal.getByRole('button', { name: 'OK' }).tap()
  await said('confirm true')
  await tap('Toast')
  await page.getByRole('status').filter({ hasText: 'Hello' }).waitFor()
})

test('a grey button takes no tap', async () => {
  await page.getByRole('button', { name: 'Grey' }).dispatchEvent('click')
  await page.getByRole('button', { name: 'Grey' }).tap({ force: true })
  await tap('Ask')
  await page.getByRole('alertdialog').waitFor()
  expect(await page.getByRole('status').count()).toBe(0)
})

test('what the preview lacks is undefined, and throws by name when it is called', async () => {
  const thrown = page.waitForEvent('pageerror')
  await tap('Lacking')
  await said('scanCode is undefined, false')
  expect((await thrown).message).toBe('wx.scanCode is not a function')
})

test('an option that it does not know throws by name', async () => {
  const thrown = page.waitForEvent('pageerror')
  await tap('Option')
  expect((await thrown).message).toBe('wx.login: the preview does not know the option nonsense')
})

test('a mini program has no browser around it, and no address but its own', async () => {
  await tap('Foreign')
  await said('undefined,undefined,undefined request:fail url not in domain list 600002')
})

test('a page opens over another and goes back', async () => {
  await page.getByRole('link', { name: 'Go' }).tap()
  await page.getByRole('heading', { name: 'two' }).waitFor()
  await page.getByRole('button', { name: 'Back' }).tap()
  await page.getByRole('heading', { name: 'fixture' }).waitFor()
  await page.getByText('42/0/true/2slotted').waitFor()
})

test('two buttons on one page make one login, and both are told', async () => {
  preview.stack.sandbox.reset()
  await page.goto(`${preview.stack.url}/phone?lang=en&page=pages/two/two`)
  const buttons = page.getByRole('button', { name: 'Log in with WeChat' })
  await buttons.nth(1).waitFor()
  await page.evaluate(() => {
    for (const button of document.querySelectorAll<HTMLElement>('wx-button')) button.click()
  })
  await page.locator('.app-pages-two-two--count', { hasText: '2' }).waitFor()
  expect(preview.stack.sandbox.world.accessTokens.list()).toHaveLength(1)
  expect(preview.stack.sandbox.world.codes.list()).toHaveLength(1)
})
