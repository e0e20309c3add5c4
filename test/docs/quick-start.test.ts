import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../shape/source-tree'

const read = (page: string) => readFileSync(join(root, page), 'utf8')
const blocksOf = (page: string) => read(page).match(/^```\w+\n[^]*?^```$/gm) ?? []
const headingsOf = (page: string) => [...read(page).matchAll(/^(#+) /gm)].map(([, level]) => level)

const english = 'docs/quick-start.md'
const chinese = 'docs/zh-CN/quick-start.md'

test('the quick start shows the code of the READMEs, which tests run, and no other', () => {
  const shown = ['README.md', 'plugin/README.md', 'doc/README.md'].flatMap(blocksOf)
  expect(blocksOf(english).length).toBeGreaterThan(10)
  expect(blocksOf(english).filter((block) => !shown.includes(block))).toEqual([])
})

test('both languages have the same code, sections and steps', () => {
  expect(blocksOf(chinese)).toEqual(blocksOf(english))
  expect(headingsOf(chinese)).toEqual(headingsOf(english))
  const stepsOf = (page: string) => [...read(page).matchAll(/^(\d+)\. /gm)].map(([, number]) => number)
  expect(stepsOf(chinese)).toEqual(stepsOf(english))
})
