import type { Browser, Page } from 'playwright-core'

import type { PhoneSettings } from '../../preview/messages'
import { openGallery } from './open-gallery'
import type { PreviewStack } from './preview-stack'

type Language = PhoneSettings['lang']
type Theme = PhoneSettings['theme']

/** Every state of the component in one language and theme, at each width and font size. */
export interface ContactSheet {
  name: string
  language: Language
  theme: Theme
}

const LANGUAGES: Language[] = ['zh_CN', 'zh_TW', 'en']
const THEMES: Theme[] = ['light', 'dark']
const WIDTHS = [320, 390, 430]
const FONT_SCALES = ['1', '1.5']

export const SHEETS: ContactSheet[] = LANGUAGES.flatMap((language) =>
  THEMES.map((theme) => ({ name: `states-${language}-${theme}`, language, theme })),
)

/** Of what is seen on a phone: small enough to be kept, large enough to see what sticks out. */
const SCALE = 0.45
/** Of JPEG, in percent: words stay readable, and a sheet weighs a third of what it does as PNG. */
const QUALITY = 50

interface Column {
  caption: string
  picture: string
}

/** Takes all of them; the gallery, which shows every language and theme at once, is opened once for each column. */
export async function takeSheets(browser: Browser, stack: PreviewStack): Promise<Map<string, Buffer>> {
  const columns = new Map<string, Column[]>(SHEETS.map(({ name }) => [name, []]))
  for (const width of WIDTHS) {
    for (const fontScale of FONT_SCALES) {
      const page = await openGallery({ browser, stack }, width, { fontScale }, SCALE)
      await showAll(page, width)
      const panels = page.locator('[class*="--panel--"]:not([class*="--panel--live"])')
      for (const [index, { name }] of inOrderOfPanels().entries()) {
        const picture = await panels.nth(index).screenshot()
        columns
          .get(name)
          ?.push({ caption: `${width} px × ${fontScale}`, picture: picture.toString('base64') })
      }
      await page.close()
    }
  }
  const sheets = new Map<string, Buffer>()
  for (const { name } of SHEETS) sheets.set(name, await drawSheet(browser, columns.get(name) ?? []))
  return sheets
}

/** Makes the phone as tall as its page, since what is scrolled away is not drawn. */
async function showAll(page: Page, width: number): Promise<void> {
  const height = await page
    .locator('.phone-screen')
    .evaluate((screen) => screen.scrollHeight + (screen as HTMLElement).offsetTop)
  await page.setViewportSize({ width, height })
}

/** The gallery has one theme after the other. */
const inOrderOfPanels = () => THEMES.flatMap((theme) => SHEETS.filter((sheet) => sheet.theme === theme))

async function drawSheet(browser: Browser, columns: Column[]): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width: 1240, height: 800 } })
  const figures = columns.map(
    ({ caption, picture }) =>
      `<figure><figcaption>${caption}</figcaption><img src="data:image/png;base64,${picture}"></figure>`,
  )
  await page.setContent(`<style>
    body { display: inline-flex; gap: 12px; align-items: flex-start; margin: 0; padding: 12px; background: #8a8f98 }
    figure { margin: 0 }
    figcaption { margin-bottom: 6px; color: #000; font: 12px sans-serif }
    img { display: block }
  </style>${figures.join('')}`)
  const sheet = await page.locator('body').screenshot({ type: 'jpeg', quality: QUALITY })
  await page.close()
  return sheet
}
