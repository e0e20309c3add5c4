import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { blocksIn, documents, withInstallBlocks } from '../../release/install-blocks'
import { packageFields } from '../../release/package-fields'
import { packages, readPublication } from '../../release/publication'
import { root, writtenFiles } from '../shape/source-tree'

const publication = readPublication()
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const names = packages.map(({ name }) => name).join('|')

/** Words that make somebody run what a stranger may have published under our names. */
const fromNpm = new RegExp(
  `npx (-\\S+ )*(${names})\\b|npm (i|install|exec) (-\\S+ )*(${names})(@|\\s|$)|npmjs\\.com/package/(${names})`,
  'gm',
)
const written = writtenFiles('.md', '.ts', '.js', '.yaml', 'Dockerfile').filter(
  ({ path }) => !path.startsWith('test/') && !path.startsWith('release/'),
)

describe.each(Object.entries(documents))('%s', (path, blocks) => {
  test('says where the packages are, as release/publication.json has it', () => {
    expect(blocksIn(read(path))).toEqual(blocks)
    expect(read(path)).toBe(withInstallBlocks(read(path), publication))
  })

  test('follows the switch, there and back', () => {
    const published = withInstallBlocks(read(path), { ...publication, published: true })
    expect(published).not.toMatch(/\.tgz|Not on npm|尚未发布/)
    expect(published).toMatch(fromNpm)
    const unpublished = withInstallBlocks(published, { ...publication, published: false })
    expect(unpublished).toMatch(/\.tgz/)
    expect(unpublished).toMatch(/Not on npm|尚未发布/)
    expect(unpublished).not.toMatch(fromNpm)
  })
})

test('nothing sends people to npm for a package that is not there', () => {
  const found = written.flatMap(
    ({ path, text }) => text.match(fromNpm)?.map((words) => `${path}: ${words}`) ?? [],
  )
  expect(publication.published ? [] : found).toEqual([])
})

test.each([
  'npx iot-login-relay',
  'npx -y iot-login-sandbox',
  'npm install miniprogram-iot-login\n',
  'npm i iot-login-relay@0.1.0',
])('the words %j are noticed', (words) => {
  expect(words).toMatch(fromNpm)
})

test.each(packages)('the package $name says where it comes from', ({ folder }) => {
  expect(JSON.parse(read(`${folder}/package.json`))).toMatchObject(packageFields(publication, folder))
})

test('every link to the repository leads to a file of it', () => {
  const { repository } = publication
  const address = new RegExp(`${repository}/(?:blob|tree)/main/([\\w./-]+)`, 'g')
  const links = written.flatMap(({ path, text }) =>
    [...text.matchAll(address)].map(([, target = '']) => ({ path, target })),
  )
  expect(links.length).toBeGreaterThan(3)
  expect(links.filter(({ target }) => !existsSync(join(root, target)))).toEqual([])
})
