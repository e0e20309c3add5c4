import { join } from 'node:path'
import { root } from '../shape/source-tree'

const { startsProcess } = require('./quick-files') as { startsProcess(path: string): boolean }

test.each([
  ['test/journey/start.test.ts', 'by itself'],
  ['test/contract/relay-command.test.ts', 'by itself'],
  ['test/contract/fault-matrix.test.ts', 'by a file that it imports'],
])('%s is left out of the quick suite: it starts a process %s', (path) => {
  expect(startsProcess(join(root, path))).toBe(true)
})

test.each(['relay/src/config/config.test.ts', 'start/ports.test.ts'])('%s is part of it', (path) => {
  expect(startsProcess(join(root, path))).toBe(false)
})
