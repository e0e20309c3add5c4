import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../shape/source-tree'

const folder = join(root, '.github/workflows')
const workflows = readdirSync(folder).map((name) => ({
  name,
  text: readFileSync(join(folder, name), 'utf8'),
}))
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>
}

test.each(workflows)('$name runs only scripts that there are', ({ text }) => {
  const named = [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, script = '']) => script)
  expect(named.filter((script) => !(script in scripts))).toEqual([])
})

test.each(workflows)('$name leaves what is tested to .ci/run', ({ text }) => {
  expect(text).toContain('bash .ci/run')
  expect(text).not.toMatch(/npm (run )?test|npx jest/)
})

test.each(workflows)('$name may read the code and, job by job, no more than it needs', ({ text }) => {
  expect(text).toMatch(/^permissions:\n {2}contents: read$/m)
  expect(text.match(/write$/gm) ?? []).toHaveLength(text.includes('--provenance') ? 1 : 0)
})

test('what is published is what is tagged, with where it was built', () => {
  const release = workflows.find(({ name }) => name === 'release.yml')?.text
  expect(release).toContain('tags: [v*]')
  expect(release).toContain('npm publish --workspaces --provenance --access public')
  expect(release).toContain('workflow_dispatch')
})
