import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { errorTable } from '../../relay/src'
import { variables, type Variable } from '../../relay/src/config/variables'
import { columnBelow } from './markdown-table'

const root = join(__dirname, '../..')
const read = (page: string): string => readFileSync(join(root, page), 'utf8')
const found = (text: string, pattern: RegExp): string[] => [
  ...new Set([...text.matchAll(pattern)].map(([, name = '']) => name)),
]

/** With those that point to a file in place of a secret. */
const settings = Object.entries<Variable>(variables).flatMap(([name, { secret }]) =>
  secret === true ? [name, `${name}_FILE`] : [name],
)

it.each(['docs/operating.md', 'docs/errors.md', 'docs/zh-CN/errors.md', 'SECURITY.md', 'relay/README.md'])(
  '%s speaks of settings that there are',
  (page) => {
    const named = found(read(page), /`([A-Z][A-Z]+(?:_[A-Z]+)+)(?:=[^`]*)?`/g)
    expect(named.length).toBeGreaterThan(1)
    expect(named.filter((name) => !settings.includes(name))).toEqual([])
  },
)

it("the relay's README names every secret that can come from a file", () => {
  const files = settings.filter((name) => name.endsWith('_FILE') && name !== 'RELAY_APPS_FILE')
  expect(files.filter((name) => !read('relay/README.md').includes(`\`${name}\``))).toEqual([])
})

it('the table of what may be wrong speaks of codes that there are', () => {
  const cells = columnBelow(read('docs/operating.md'), 'When something is wrong', 'Code').join(', ')
  const codes = cells.split(', ').filter((code) => /^[A-Z]\w+(\.\w+)?$/.test(code))
  expect(codes.length).toBeGreaterThan(8)
  expect(codes.filter((code) => !(code in errorTable))).toEqual([])
})

it('alerts ask for metrics that the dashboard shows, which shows them all', () => {
  const alerts = found(read('docs/operating.md'), /(iot_login_\w+)/g)
  const dashboard = read('relay/grafana-dashboard.json')
  expect(alerts.length).toBeGreaterThan(4)
  expect(alerts.filter((name) => !dashboard.includes(name))).toEqual([])
})
