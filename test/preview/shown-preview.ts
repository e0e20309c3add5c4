import type { Browser } from 'playwright-core'

import { launchBrowser } from './browser'
import { startPreview, type PreviewStack } from './preview-stack'

/** What a file of browser tests works with, from its first test to its last. */
export interface ShownPreview {
  readonly browser: Browser
  readonly stack: PreviewStack
}

/**
 * One browser and one stack for all tests of a file, or of the `describe` that this is called in.
 *
 * @param project the mini program to serve. Default: the demo host
 */
export function showPreview(project?: string): ShownPreview {
  const shown = {} as { browser: Browser; stack: PreviewStack }
  beforeAll(async () => {
    shown.browser = await launchBrowser()
    shown.stack = await startPreview(project)
  })
  afterAll(async () => {
    await shown.browser.close()
    await shown.stack.close()
  })
  return shown
}
