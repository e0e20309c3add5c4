import type { Page } from 'playwright-core'

import { showPreview } from './shown-preview'

jest.setTimeout(60_000)

const preview = showPreview()

/** Opens the gallery, which has a button for each size in each state. */
async function openGallery(width: number): Promise<Page> {
  const page = await preview.browser.newPage({ viewport: { width, height: 640 }, reducedMotion: 'reduce' })
  await page.goto(`${preview.stack.url}/phone?page=pages/states/states&lang=zh_CN`)
  await page.locator('.posed wx-button, iot-login wx-button').nth(84).waitFor()
  return page
}

/** Widths of the buttons of one panel, by size: one for each state. */
const widthsBySize = (page: Page) =>
  page.locator('[class*="panel--"]:not([class*="panel--live"])').evaluateAll((panels) =>
    panels.map((panel) => {
      const widths: Record<string, number[]> = {}
      for (const [index, button] of [...panel.querySelectorAll('wx-button')].entries()) {
        const size = ['small', 'medium', 'large'][index % 3] ?? ''
        ;(widths[size] ??= []).push(button.getBoundingClientRect().width)
      }
      return widths
    }),
  )

test.each([320, 390, 430])('a button stays as wide through all states, at %i', async (width) => {
  const page = await openGallery(width)
  const panels = await widthsBySize(page)
  expect(panels).toHaveLength(4)
  for (const panel of panels) {
    for (const widths of Object.values(panel)) {
      expect(widths).toHaveLength(7)
      expect(Math.max(...widths) - Math.min(...widths)).toBeLessThanOrEqual(1)
    }
  }
  await page.close()
})

test('as one among others in a row, too, with and without the line below', async () => {
  const page = await openGallery(390)
  await page.addStyleTag({ content: '[class*="shown"] { display: flex; justify-content: center; }' })
  for (const panel of await widthsBySize(page)) {
    for (const widths of Object.values(panel)) {
      expect(Math.max(...widths) - Math.min(...widths)).toBeLessThanOrEqual(1)
    }
  }
  await page.close()
})

test.each([
  ['a block', ''],
  ['a flex box', 'display: flex;'],
])('in a column of 120 pixels that is %s, nothing sticks out', async (_, display) => {
  const page = await openGallery(390)
  await page.addStyleTag({ content: `[class*="shown"] { ${display} width: 120px !important; }` })
  const out = await page.locator('[class*="--shown"]').evaluateAll((columns) =>
    columns.flatMap((column) => {
      const edge = column.getBoundingClientRect().right + 1
      return [...column.querySelectorAll('*')]
        .filter((each) => each.getBoundingClientRect().width > 0 && each.getBoundingClientRect().right > edge)
        .map(
          (each) => `${each.className} ends at ${each.getBoundingClientRect().right}, the column at ${edge}`,
        )
    }),
  )
  expect([...new Set(out)]).toEqual([])
  await page.close()
})
