import type { Page } from 'playwright-core'

import { openGallery } from './open-gallery'
import { showPreview } from './shown-preview'

jest.setTimeout(60_000)

const preview = showPreview()

const SIZES = ['small', 'medium', 'large']

/** How far the widths of a size differ between the states of one panel, as lines to read. */
const movingWidths = async (page: Page) =>
  page.locator('[class*="--panel--"]:not([class*="panel--live"])').evaluateAll(
    (panels, sizes) =>
      panels.flatMap((panel) =>
        sizes.flatMap((size) => {
          const buttons = [...panel.querySelectorAll(`[class*="iot-login--${size}"] wx-button`)]
          const widths = buttons.map((button) => button.getBoundingClientRect().width)
          const moves = Math.max(...widths) - Math.min(...widths)
          const heading = panel.firstElementChild?.textContent ?? ''
          return widths.length >= 5 && moves <= 1
            ? []
            : [`${heading} ${size}: ${widths.length} buttons, ${widths.join(', ')}`]
        }),
      ),
    SIZES,
  )

describe.each(['1', '1.5'])('with words enlarged by %s', (fontScale) => {
  test.each([320, 390, 430])(
    'a button stays as wide through all states, in every language and theme, at %i',
    async (width) => {
      const page = await openGallery(preview, width, { fontScale })
      expect(await page.locator('[class*="--panel--"]').count()).toBe(7)
      expect(await movingWidths(page)).toEqual([])
      await page.close()
    },
  )
})

test('as one among others in a row, too, with and without the line below', async () => {
  const page = await openGallery(preview, 390)
  await page.addStyleTag({ content: '[class*="shown"] { display: flex; justify-content: center; }' })
  expect(await movingWidths(page)).toEqual([])
  await page.close()
})

test.each([
  ['a block', ''],
  ['a flex box', 'display: flex;'],
])('in a column of 120 pixels that is %s, nothing sticks out', async (_, display) => {
  const page = await openGallery(preview, 390)
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
