import type { Page } from 'playwright-core'

import { openPhone } from './open-phone'
import { showPreview } from './shown-preview'

jest.setTimeout(60_000)

const preview = showPreview()
let page: Page

afterEach(() => page.close())

type Shown = Element & { __wxElement: { getMethodCaller(): { setData(data: object): void } } }

async function showAgreements(names: string[], width: number, fontScale: string): Promise<void> {
  const query = `page=pages/agreement/agreement&lang=zh_CN&fontScale=${fontScale}`
  page = await openPhone(preview, query, { width, height: 800 })
  const agreement = names.map((name) => ({ name, url: 'https://example.com/terms' }))
  await page
    .locator('iot-login')
    .first()
    .evaluate((button, given) => {
      ;(button as unknown as Shown).__wxElement.getMethodCaller().setData({ agreement: given })
    }, agreement)
}

/** What is wrong with the lines of the first sentence. */
const faults = () =>
  page
    .locator('[class*="--iot-agreement__sentence"]')
    .first()
    .evaluate((sentence) => {
      const found: string[] = []
      const linesOf = (part: Element) => {
        const range = document.createRange()
        range.selectNodeContents(part)
        return [...range.getClientRects()].filter(({ width }) => width > 0)
      }
      const { left } = sentence.getBoundingClientRect()
      const right = Math.max(...linesOf(sentence).map((line) => line.right))
      const box = sentence.parentElement!.querySelector('wx-checkbox')!.getBoundingClientRect()
      if (box.right > left) found.push('the box is not on the left')
      if (right > innerWidth) found.push('the sentence leaves the screen')
      const names = [...sentence.querySelectorAll('[class*="__name"]')].flatMap(linesOf)
      for (const and of sentence.querySelectorAll('[class*="__and"]')) {
        const [line] = linesOf(and)
        const isFollowed = names.some(
          (name) => Math.abs(name.top - line!.top) < 4 && name.left >= line!.right - 1,
        )
        if (!isFollowed) found.push(`"${and.textContent}" stands by itself`)
      }
      const firstOfLine = new Map<number, number>()
      for (const { offsetTop, offsetLeft } of sentence.children as unknown as HTMLElement[]) {
        firstOfLine.set(offsetTop, Math.min(offsetLeft, firstOfLine.get(offsetTop) ?? Infinity))
      }
      const starts = [...firstOfLine.values()]
      if (Math.max(...starts) - Math.min(...starts) > 1) found.push(`lines begin at ${starts.join(', ')}`)
      return found
    })

const LISTS: [string, string[]][] = [
  ['one document', ['《服务协议》']],
  ['two documents', ['《服务协议》', '《隐私政策》']],
  ['three documents', ['《服务协议》', '《隐私政策》', '《儿童个人信息保护规则》']],
  ['a name of 100 characters', ['《服务协议》', `《${'隐私'.repeat(49)}》`]],
]

describe.each(['1', '1.5'])('with words enlarged by %s', (fontScale) => {
  test.each(LISTS)('%s: box and words on the left, and no 和 by itself', async (_, names) => {
    for (const width of [320, 390, 430]) {
      await showAgreements(names, width, fontScale)
      expect([width, ...(await faults())]).toEqual([width])
      const label = await page.getByRole('checkbox').first().getAttribute('aria-label')
      expect(label).toBe(`我已阅读并同意${names.join('和')}`)
      if (width !== 430) await page.close()
    }
  })
})
