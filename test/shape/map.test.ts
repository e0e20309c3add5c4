import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { root } from './source-tree'

const parts = new Set(readdirSync(root))
const outputs = /^(dist\/|(relay|sandbox)\/dist|plugin\/miniprogram_dist|relay\/\.env$)/

/** Paths named in backticks, from the top of the repository, with the line that names each. */
const pathsIn = (text: string) =>
  text.split('\n').flatMap((line, index) =>
    [...line.matchAll(/`([\w.-]+\/[\w./-]*)`/g)]
      .map(([, path]) => path ?? '')
      .filter((path) => parts.has(path.split('/')[0] ?? '') && !outputs.test(path))
      .map((path) => ({ line: index + 1, path })),
  )

test.each(['ARCHITECTURE.md', 'CONTRIBUTING.md'])('%s names only files that there are', (page) => {
  const named = pathsIn(readFileSync(join(root, page), 'utf8'))
  expect(named.length).toBeGreaterThan(5)
  const missing = named.filter(({ path }) => !existsSync(join(root, path)))
  expect(missing.map(({ line, path }) => `${page}:${line} names ${path}`)).toEqual([])
})

test('a file that moved away is noticed', () => {
  const [named] = pathsIn('\nsee `relay/src/moved-away.ts`')
  expect(named).toEqual({ line: 2, path: 'relay/src/moved-away.ts' })
  expect(existsSync(join(root, 'relay/src/moved-away.ts'))).toBe(false)
})
