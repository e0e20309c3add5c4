import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { outcomes } from '../../plugin/testing/outcomes'
import { tableBelow } from './markdown-table'

test('the table of outcomes is the list of outcomes', () => {
  const readme = readFileSync(resolve(__dirname, '../../plugin/README.md'), 'utf8')
  // The section's second table.
  const after = readme.split('Outcomes, with WeChat')[1] ?? ''
  const named = tableBelow(`## Outcomes\n${after}`, 'Outcomes').map(({ Outcome }) => Outcome)
  expect(named).toEqual(Object.keys(outcomes))
})
