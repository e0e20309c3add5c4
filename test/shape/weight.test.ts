import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { budgets, overweight } from './weight'

const recorded = JSON.parse(readFileSync(join(__dirname, 'weight.json'), 'utf8')) as Record<
  string,
  Record<string, number>
>

// Where a growth is meant and fits, `npm run weight` records it.
test.each(Object.entries(budgets))('the %s npm form keeps to its budget', async (name, { budget, weigh }) => {
  expect(overweight(await weigh(), budget, recorded[name] ?? {})).toEqual([])
})

test('a form that is too heavy names the files that have grown most', () => {
  const weight = { gzipped: 101, files: { 'a.js': 50, 'b.js': 20, 'c.js': 90, 'new.js': 10 } }
  const before = { 'a.js': 20, 'b.js': 25, 'c.js': 89 }
  expect(overweight(weight, 100, before)).toEqual([
    '101 bytes of 100; grown most: a.js +30, new.js +10, c.js +1',
  ])
  expect(overweight(weight, 101, before)).toEqual([])
})
