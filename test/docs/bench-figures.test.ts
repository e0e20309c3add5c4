import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { blocksOf } from '../../bench/results/blocks'
import { pages, upToDate } from '../../bench/results/pages'
import { readResults } from '../../bench/results/results-file'
import { parts } from '../../bench/parts'

const blocks = blocksOf(readResults())
const read = (page: string): string => readFileSync(join(__dirname, '../..', page), 'utf8')

test.each(pages)('every figure of %s is the one in bench/results.json', async (page) => {
  const text = read(page)
  expect(text).toContain('<!-- bench: ')
  expect(text).toBe(await upToDate(text, blocks))
})

test('a figure that is changed by hand is noticed', async () => {
  const text = read('docs/scale.md')
  const figure = /\| +(\d[\d,]*) \|/.exec(text)?.[1] ?? ''
  const spoilt = text.replace(`${figure} |`, `${figure}7 |`)
  expect(spoilt).not.toBe(text)
  expect(await upToDate(spoilt, blocks)).toBe(text)
})

test('docs/scale.md shows every part that is measured', () => {
  const shown = [...read('docs/scale.md').matchAll(/<!-- bench: ([\w-]+) -->/g)].map(([, name]) => name)
  expect(shown).toEqual(expect.arrayContaining(parts.map(({ name }) => name)))
})
