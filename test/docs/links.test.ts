import { existsSync, readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { root, writtenFiles } from '../shape/source-tree'

const pages = writtenFiles('.md').map(({ path }) => path)

test.each(pages)('every link of %s to a file leads somewhere', (page) => {
  const text = readFileSync(resolve(root, page), 'utf8')
  const targets = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map(([, target]) => target ?? '')
  const lost = targets.filter((target) => !existsSync(resolve(root, dirname(page), target)))
  expect(lost).toEqual([])
})

test('the Chinese README shows the same code as the English one', () => {
  const codeOf = (page: string) => readFileSync(resolve(root, page), 'utf8').match(/^```[^]*?^```/gm)
  expect(codeOf('README.zh-CN.md')).toEqual(codeOf('README.md'))
})
