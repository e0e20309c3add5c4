import type { Browser, BrowserContext, FrameLocator, Locator, Page } from 'playwright-core'

export interface Visitor {
  /** Path of the page that is shown. Default: the plain one, with a button and what it gave. */
  page?: string

  lang: 'zh-CN' | 'en'
  theme?: 'light' | 'dark'
  width?: number
  height?: number
}

/** The preview as somebody sees it. */
export interface Visit {
  page: Page
  context: BrowserContext
  phone: FrameLocator
  /** The first button of the mini program's page. */
  button: Locator
  /** Lines of the sequence, as their words. */
  calls(): Promise<string[]>
  /** What the browser complained of. */
  problems: string[]
}

/** Opens the preview in a browser of its own, with nothing stored. */
export async function visit(browser: Browser, url: string, visitor: Visitor): Promise<Visit> {
  const { lang, theme = 'light', width = 1440, height = 900, page: shown = 'pages/basic/basic' } = visitor
  const context = await browser.newContext({
    viewport: { width, height },
    locale: lang,
    timezoneId: 'Asia/Shanghai',
    colorScheme: theme,
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(10_000)
  await context.addInitScript((path) => {
    localStorage['preview:settings'] ??= JSON.stringify({ page: path })
  }, shown)
  const page = await context.newPage()
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('console', (message) => {
    // A refusal is part of the game; the browser reports it all the same.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
      problems.push(message.text())
    }
  })
  await page.goto(url)
  const phone = page.frameLocator('#phone')
  await phone.locator('html[data-started]').waitFor()
  return {
    page,
    context,
    phone,
    button: phone.locator('wx-button').first(),
    calls: () => page.locator('.hop__call').allTextContents(),
    problems,
  }
}

/** Waits until the journey on the page ends with this call. */
export const lastCall = (page: Page, call: string): Promise<void> =>
  page.locator('.rows > li:last-child .hop__call', { hasText: call }).waitFor()
