import { writtenFiles } from './source-tree'

interface Lock {
  packages: Record<string, { resolved?: string; link?: boolean }>
}

/** Packages that a lock file would fetch from an address of its own, not from the registry that npm is set to. */
const bound = (text: string): string[] =>
  Object.entries((JSON.parse(text) as Lock).packages)
    .filter(([, { resolved, link }]) => resolved !== undefined && link !== true)
    .map(([path, { resolved = '' }]) => `${path} from ${resolved}`)

test('no lock file records from where its packages were downloaded', () => {
  const locks = writtenFiles('package-lock.json')
  expect(locks.map(({ path }) => path)).toContain('package-lock.json')
  expect(locks.flatMap(({ text }) => bound(text))).toEqual([])
})

test('an address in a lock file is found', () => {
  const packages = { 'node_modules/fastify': { resolved: 'https://mirror.example.com/fastify-5.0.0.tgz' } }
  expect(bound(JSON.stringify({ packages }))).toHaveLength(1)
})
