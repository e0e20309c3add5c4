import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as markdown from 'prettier/plugins/markdown'
import { format } from 'prettier/standalone'
import prettierConfig from '../../.prettierrc.json'
import type { Blocks } from './blocks'

/** Those that show results, between `<!-- bench: name -->` and `<!-- /bench -->`. */
export const pages = ['README.md', 'README.zh-CN.md', 'docs/scale.md'] as const

const root = join(__dirname, '../..')
const BLOCK = /<!-- bench: ([\w-]+) -->\n[^]*?<!-- \/bench -->/g

export function withBlocks(page: string, blocks: Blocks): string {
  return page.replace(BLOCK, (_block, name: string) => {
    const text = blocks[name]
    if (text === undefined) throw new Error(`A page shows “${name}”, which has no result: run npm run bench`)
    return `<!-- bench: ${name} -->\n\n${text}\n\n<!-- /bench -->`
  })
}

/** A page as the results have it, formatted as all pages are. */
export const upToDate = (page: string, blocks: Blocks): Promise<string> =>
  format(withBlocks(page, blocks), { ...(prettierConfig as object), parser: 'markdown', plugins: [markdown] })

export async function rewritePages(blocks: Blocks): Promise<void> {
  for (const name of pages) {
    const path = join(root, name)
    writeFileSync(path, await upToDate(readFileSync(path, 'utf8'), blocks))
  }
}
