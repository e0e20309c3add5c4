import { resolve } from 'node:path'

import type { Page, Route } from 'playwright-core'

import { showPreview } from './shown-preview'

jest.setTimeout(60_000)

type Step = 'login' | 'logout' | 'renewal'

/**
 * One walk in which each run of this length stands somewhere: a de Bruijn sequence, by the rule that
 * prefers the last. Whatever comes next makes a run that was not yet taken.
 */
function everyRunOf(length: number): Step[] {
  const steps: Step[] = ['login', 'logout', 'renewal']
  const walk = Array.from({ length: length - 1 }, () => steps[0]!)
  const taken = new Set<string>()
  for (;;) {
    const last = walk.slice(1 - length).join()
    const next = [...steps].reverse().find((step) => !taken.has(`${last},${step}`))
    if (next === undefined) return walk
    taken.add(`${last},${next}`)
    walk.push(next)
  }
}

const preview = showPreview(resolve(__dirname, 'fixture'))
let page: Page
let isIn: boolean
/** A request to the relay that waits for the test. */
let held: ((route: Route) => void) | undefined

beforeAll(async () => {
  page = await preview.browser.newPage({ viewport: { width: 375, height: 700 }, reducedMotion: 'reduce' })
  await page.route(/\/domains\/0\/login$/, (route) => {
    if (held === undefined) throw new Error('A login that no step has asked for')
    held(route)
  })
})
afterAll(() => page.close())

const seen = '.phone-page:not([hidden])'
const shows = (words: string) =>
  page.locator(seen).getByRole('button', { name: words, exact: true }).waitFor({ timeout: 5000 })
const showsNow = () => shows(isIn ? 'Logged in' : 'Log in with WeChat')
const openOver = () => page.locator(seen).getByRole('link', { name: 'Once more' }).click()
const back = () => page.getByRole('button', { name: 'Back', exact: true }).click()

/** A step on the page that was open before, seen from one that is opened while it lasts. */
async function take(step: Step, ended: number): Promise<void> {
  const isAsking = step === 'renewal' || (step === 'login' && !isIn)
  const route = new Promise<Route>((resolve) => (held = resolve))
  await page
    .locator(seen)
    .getByRole('button', { name: `Take ${step}`, exact: true })
    .click()
  if (step === 'logout') isIn = false
  if (isAsking) {
    const waiting = await route
    await shows('Logging in…')
    await openOver()
    await shows('Logging in…')
    await (step === 'login' ? waiting.continue() : waiting.abort())
    isIn ||= step === 'login'
  } else {
    await openOver()
  }
  held = undefined
  await showsNow()
  await back()
  await page.locator(`${seen} .ended`, { hasText: new RegExp(`^${ended}$`) }).waitFor()
  await showsNow()
}

test.each([
  ['no token', 3],
  // What came before it differs only at the first step.
  ['a kept token', 2],
])('from %s, through every %i steps', async (start, length) => {
  const walk = everyRunOf(length)
  if (start === 'no token') await page.goto(`${preview.stack.url}/phone?lang=en&page=pages/order/order`)
  else await page.reload()
  await page.locator('html[data-started]').waitFor()
  isIn = start === 'a kept token'
  await showsNow()
  for (const [index, step] of walk.entries()) await take(step, index + 1)
  // Another page that is opened after all of them.
  await openOver()
  await showsNow()
  await back()
  if (!isIn) await take('login', walk.length + 1)
})
