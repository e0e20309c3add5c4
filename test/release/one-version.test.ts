import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../shape/source-tree'

interface Package {
  version: string
}
const read = (path: string): unknown => JSON.parse(readFileSync(join(root, path), 'utf8'))

test('the repository, its three packages and the lock file are of one version', () => {
  const { packages } = read('package-lock.json') as { packages: Record<string, Package> }
  const folders = ['', 'plugin', 'relay', 'sandbox']
  const versions = folders.flatMap((folder) => [
    (read(join(folder, 'package.json')) as Package).version,
    packages[folder]?.version,
  ])
  expect(new Set(versions).size).toBe(1)
})
