import { readFileSync } from 'node:fs'

import type { AxeResults, ElementContext, RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')

/**
 * What axe finds to be serious or worse, contrast among it, as lines to read.
 *
 * @param within selector of the part that is looked at. Default: the whole page
 */
export async function findings(page: Page, within = 'html'): Promise<string[]> {
  await page.evaluate(AXE)
  const { violations } = await page.evaluate(async (part) => {
    const { axe } = window as unknown as {
      axe: { run(within: ElementContext, options: RunOptions): Promise<AxeResults> }
    }
    return axe.run(part, { resultTypes: ['violations'], iframes: false })
  }, within)
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} ${String(target)} ${failureSummary ?? ''}`),
    )
}
