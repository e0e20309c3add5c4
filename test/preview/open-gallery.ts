import type { Page } from 'playwright-core'

import type { PhoneSettings } from '../../preview/messages'
import { openPhone } from './open-phone'
import type { ShownPreview } from './shown-preview'

const HEIGHT = 640

/** Opens the page of all states, and waits until each of its samples has been put into its own. */
export async function openGallery(
  preview: ShownPreview,
  width: number,
  settings: Partial<PhoneSettings> = {},
  deviceScaleFactor = 1,
): Promise<Page> {
  const query = new URLSearchParams({ lang: 'zh_CN', ...settings, page: 'pages/states/states' })
  const page = await openPhone(preview, query.toString(), { width, height: HEIGHT }, deviceScaleFactor)
  await page.locator('[class*="--panel--"]').last().locator('[class*="--iot-login__card"]').waitFor()
  return page
}
