import { resolve } from 'node:path'

import type { Page } from 'playwright-core'

import { findings } from './axe'
import { openPhone } from './open-phone'
import { showPreview } from './shown-preview'

jest.setTimeout(60_000)

/** A host that has not declared dark mode: its pages are white by night, too. */
const preview = showPreview(resolve(__dirname, 'fixture'))

let page: Page

async function open(query = '', name = 'two'): Promise<void> {
  preview.stack.sandbox.reset()
  page = await openPhone(preview, `lang=en&page=pages/${name}/${name}${query}`, { width: 375, height: 700 })
}

afterEach(() => page.close())

const named = (name: string) => page.getByRole('button', { name, exact: true })

test('a page that opens over another shows the login of that one', async () => {
  await open()
  await named('Log in with WeChat').first().click()
  await named('Logged in').nth(2).waitFor()
  await page.getByRole('link', { name: 'Once more' }).click()
  await named('Logged in').nth(2).waitFor()
  expect(await named('Log in with WeChat').count()).toBe(0)
  expect(preview.stack.sandbox.world.accessTokens.list()).toHaveLength(1)
})

test('a page that lies below one where somebody logs in shows it when it is seen again', async () => {
  await open()
  await page.getByRole('link', { name: 'Once more' }).click()
  await named('Log in with WeChat').first().click()
  await named('Logged in').nth(2).waitFor()
  await named('Back').click()
  await named('Logged in').nth(2).waitFor()
  expect(await named('Log in with WeChat').count()).toBe(0)
})

test('by night, on a page that stays white, every word can be read', async () => {
  await open('&theme=dark')
  await named('Log in with WeChat').nth(2).click()
  await page.getByRole('alert').waitFor()
  expect(await findings(page, 'iot-login')).toEqual([])
  const background = await page.getByRole('alert').evaluate((alert) => getComputedStyle(alert).color)
  expect(background).toBe('rgb(180, 35, 24)')
})

test('by night there, axe finds nothing serious in any look: before a login, in the sheet, and after', async () => {
  await open('&theme=dark', 'looks')
  expect(await findings(page, 'wx-page')).toEqual([])
  await named('Log in with WeChat').last().click()
  await page.getByRole('dialog').waitFor()
  expect(await findings(page, '[class*="--iot-agreement-sheet__panel"]')).toEqual([])
  await named('Agree and log in').click()
  await named('Log out').waitFor()
  expect(await findings(page, 'wx-page')).toEqual([])
})

test('a login that takes long can be called off from 8 s on, by words below the button', async () => {
  await open()
  preview.stack.sandbox.faults.add({ target: 'jscode2session', kind: 'latency', milliseconds: 3_000 })
  const replied = page.waitForResponse(/\/login$/)
  await page.clock.install()
  await named('Log in with WeChat').first().click()
  await named('Logging in…').first().waitFor()
  await page.clock.runFor(8_100)
  await named('Cancel').first().click()
  await named('Log in with WeChat').first().waitFor()
  expect(await page.getByRole('alert').count()).toBe(0)
  // Its reply comes too late for the button, but a preview that is closed before it would wait for it.
  await replied
})
