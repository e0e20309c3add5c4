import type { Page } from 'playwright-core'

import { showPreview } from './shown-preview'

jest.setTimeout(60_000)

const preview = showPreview()
let page: Page

async function open(query: string, reducedMotion: 'reduce' | 'no-preference'): Promise<void> {
  preview.stack.sandbox.reset()
  page = await preview.browser.newPage({ viewport: { width: 390, height: 800 }, reducedMotion })
  await page.goto(`${preview.stack.url}/phone?lang=en&${query}`)
  await page.locator('html[data-started]').waitFor()
  await page.evaluate(noteMotion)
}

afterEach(() => page.close())

/** From now on every transition and animation that runs is kept, as `part what`. */
function noteMotion(): void {
  const noted = new Set<string>()
  Object.assign(window, { noted })
  const part = ({ className }: Element) => /__([a-z]+(-[a-z]+)*)/.exec(className)?.[1] ?? className
  const note = () => {
    for (const animation of document.getAnimations()) {
      const { target } = animation.effect as KeyframeEffect
      if (!(target instanceof Element)) continue
      const { iterations, duration } = animation.effect!.getTiming()
      const what = animation instanceof CSSTransition ? animation.transitionProperty : 'appears'
      noted.add(`${part(target)} ${iterations === Infinity ? `turns in ${String(duration)} ms` : what}`)
    }
    requestAnimationFrame(note)
  }
  note()
}

const noted = () => page.evaluate(() => [...(window as unknown as { noted: Set<string> }).noted].sort())

const button = () => page.locator('wx-button').first()

/** Presses the button for as long as it takes to be seen, lets go, and waits for the login. */
async function logIn(): Promise<void> {
  preview.stack.sandbox.faults.add({ target: 'jscode2session', kind: 'latency', milliseconds: 700 })
  await button().hover()
  await page.mouse.down()
  await page.locator('[class*="__button--pressed"]').waitFor()
  await page.mouse.up()
  await page.getByRole('button', { name: 'Logging in…' }).first().waitFor()
  await page.getByRole('button', { name: 'Logged in' }).first().waitFor()
}

const npmForm = 'page=pages/npm-form/npm-form'

describe('what changes blends', () => {
  test('pressed, busy and done', async () => {
    await open(npmForm, 'no-preference')
    await logIn()
    expect(await noted()).toEqual([
      'button background-color',
      'button color',
      'label appears',
      'late appears',
      'soon appears',
      'spinner turns in 800 ms',
    ])
  })

  test('the line that says what went wrong', async () => {
    await open(npmForm, 'no-preference')
    preview.stack.sandbox.faults.add({ target: 'jscode2session', kind: 'error', errcode: 40226 })
    await button().click()
    await page.getByRole('alert').waitFor()
    await page.waitForFunction(() => (window as unknown as { noted: Set<string> }).noted.has('alert appears'))
  })

  test('the sheet of agreements, over a page that grows dark', async () => {
    await open('page=pages/agreement/agreement', 'no-preference')
    await page.locator('wx-button').nth(1).click()
    await page.getByRole('dialog').waitFor()
    await page.waitForFunction(() => {
      const { noted } = window as unknown as { noted: Set<string> }
      return noted.has('panel appears') && noted.has('mask appears')
    })
  })
})

describe('on a phone that asks for less motion', () => {
  test('nothing moves in a login but the spinner, slowly', async () => {
    await open(npmForm, 'reduce')
    await logIn()
    expect(await noted()).toEqual(['spinner turns in 2400 ms'])
  })

  test('nor do the line of an error, the box and the sheet', async () => {
    await open('page=pages/agreement/agreement', 'reduce')
    await button().click()
    await page.getByRole('alert').waitFor()
    await page.locator('wx-button').nth(1).click()
    await page.getByRole('dialog').waitFor()
    expect(await noted()).toEqual([])
  })
})
