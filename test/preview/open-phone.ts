import type { Browser, Page } from 'playwright-core'

import type { ShownPreview } from './shown-preview'

/** Opens the phone of the preview by itself, in a page without motion, and waits until its mini program has started. */
export async function openPhone(
  { browser, stack }: Pick<ShownPreview, 'stack'> & { browser: Pick<Browser, 'newPage'> },
  query: string,
  viewport: { width: number; height: number },
  deviceScaleFactor = 1,
): Promise<Page> {
  const page = await browser.newPage({ viewport, reducedMotion: 'reduce', deviceScaleFactor })
  await page.goto(`${stack.url}/phone?${query}`)
  await page.locator('html[data-started]').waitFor()
  return page
}
