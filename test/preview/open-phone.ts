import type { Page } from 'playwright-core'

import type { ShownPreview } from './shown-preview'

/** Opens the phone of the preview by itself, in a page without motion, and waits until its mini program has started. */
export async function openPhone(
  { browser, stack }: ShownPreview,
  query: string,
  viewport: { width: number; height: number },
): Promise<Page> {
  const page = await browser.newPage({ viewport, reducedMotion: 'reduce' })
  await page.goto(`${stack.url}/phone?${query}`)
  await page.locator('html[data-started]').waitFor()
  return page
}
