import type { Frame, Page } from 'playwright-core'

import { brokenWords } from './broken-words'
import { openGallery } from './open-gallery'
import { showPreview } from './shown-preview'
import { visit } from './visit'

jest.setTimeout(60_000)

const preview = showPreview()

/** What does not fit: elements that scroll sideways or whose words are cut off, as selectors. */
function misfits(frame: Page | Frame): Promise<string[]> {
  return frame.evaluate(() => {
    const found: string[] = []
    const name = (element: Element) =>
      `${element.localName}.${element.className}: ${element.textContent.slice(0, 30)}`
    if (document.documentElement.scrollWidth > innerWidth)
      found.push(`the page, ${document.documentElement.scrollWidth} wide`)
    for (const element of document.querySelectorAll<HTMLElement>('body *')) {
      const { overflowX, overflowY, textOverflow } = getComputedStyle(element)
      const hasWords = element.textContent.trim() !== '' && element.clientWidth > 1
      const isWider = element.scrollWidth > element.clientWidth + 1
      const isTaller = element.scrollHeight > element.clientHeight + 2
      if (hasWords && overflowX !== 'visible' && isWider) found.push(name(element))
      if (hasWords && overflowY === 'hidden' && isTaller && textOverflow !== 'ellipsis')
        found.push(name(element))
      const { left, right, width } = element.getBoundingClientRect()
      if (width > 1 && (left < -1 || right > innerWidth + 1)) found.push(`${name(element)} leaves the screen`)
    }
    return found
  })
}

const WORDS = {
  en: { login: 'Log in with WeChat', done: 'Logged in' },
  'zh-CN': { login: '微信登录', done: '已登录' },
}

describe.each(['en', 'zh-CN'] as const)('at 320 pixels, in %s', (lang) => {
  const query = `lang=${lang === 'en' ? 'en' : 'zh_CN'}`

  test('every state of the gallery fits', async () => {
    const page = await openGallery(preview, 320, { lang: lang === 'en' ? 'en' : 'zh_CN' })
    expect(await misfits(page)).toEqual([])
    await page.close()
  })

  test('a failure and a login fit on the phone', async () => {
    preview.stack.sandbox.reset()
    preview.stack.sandbox.faults.add({ target: 'jscode2session', kind: 'error', errcode: 40226 })
    const page = await preview.browser.newPage({ viewport: { width: 320, height: 640 } })
    await page.goto(`${preview.stack.url}/phone?page=pages/basic/basic&${query}`)
    await page.getByRole('button', { name: WORDS[lang].login }).click()
    await page.getByRole('alert').waitFor()
    expect(await misfits(page)).toEqual([])
    await page.locator('wx-button').click()
    await page.getByRole('button', { name: WORDS[lang].done }).waitFor()
    expect(await misfits(page)).toEqual([])
    await page.close()
  })

  test('the whole page fits, the phone first', async () => {
    preview.stack.sandbox.reset()
    const { page, button, phone, context } = await visit(preview.browser, preview.stack.url, {
      lang,
      width: 320,
      height: 640,
    })
    await button.click()
    await phone.getByRole('button', { name: WORDS[lang].done }).waitFor()
    await page.locator('.row--reply').waitFor()
    await page.locator('.hop').last().click()
    expect(await misfits(page)).toEqual([])
    const tops = await page
      .locator('main > section')
      .evaluateAll((all) =>
        all.map(
          (section) =>
            [
              section.getAttribute('class'),
              Math.round(section.getBoundingClientRect().top + scrollY),
            ] as const,
        ),
      )
    expect([...tops].sort((one, other) => one[1] - other[1]).map(([name]) => name)).toEqual([
      'phone',
      'journey',
      'controls',
    ])
    await context.close()
  })
})

/** Where the preview's own page has words. */
const OWN_WORDS = '.hop__call, .hop__answer, .lane, .chips button, .action, .segmented button'

test.each(['en', 'zh-CN'] as const)('no word is broken at 320 pixels, in %s', async (lang) => {
  const size = { width: 320, height: 640 }
  const { page, button, context } = await visit(preview.browser, preview.stack.url, { lang, ...size })
  await button.click()
  await page.locator('.hop__call', { hasText: 'wx.setStorage' }).waitFor()
  expect(await brokenWords(page, OWN_WORDS)).toEqual([])
  expect(await misfits(page)).toEqual([])
  await context.close()
})

test.each(['en', 'zh-CN'] as const)('every failure is seen at 1280 × 800, in %s', async (lang) => {
  const size = { width: 1280, height: 800 }
  const { page, context } = await visit(preview.browser, preview.stack.url, { lang, ...size })
  const bottoms = await page
    .locator('.chips button')
    .evaluateAll((all) => all.map((chip) => chip.getBoundingClientRect().bottom))
  expect(bottoms.length).toBeGreaterThan(12)
  expect(Math.max(...bottoms)).toBeLessThan(800)
  await context.close()
})

test('the page fits at every width', async () => {
  const { page, context } = await visit(preview.browser, preview.stack.url, { lang: 'en' })
  for (const width of [390, 768, 1024, 1280, 1440, 1920]) {
    await page.setViewportSize({ width, height: 900 })
    expect([width, ...(await misfits(page))]).toEqual([width])
  }
  await context.close()
})

test('the button is as wide as it is told to be, whatever WeChat’s style v2 says', async () => {
  const page = await openGallery(preview, 375)
  const widths = await page
    .locator('wx-button')
    .evaluateAll((all) => all.slice(0, 4).map(({ clientWidth }) => clientWidth))
  const [block, small, medium, large] = widths
  expect(block).toBeGreaterThan(250)
  expect(small).toBeLessThan(medium!)
  expect(medium).toBeLessThan(large!)
  await page.close()
})
