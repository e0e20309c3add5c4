import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'

/** A file as the rules see it: rules read no disk, so a test can hand them a tree that breaks them. */
export interface SourceFile {
  /** From the top of the repository, with `/`. */
  path: string
  text: string
}

export const root = resolve(__dirname, '../..')

const notOurs = new Set(['node_modules', '.git', '.cache', 'coverage', 'artifacts'])
const builtFolders = [
  'dist',
  'plugin/miniprogram_dist',
  'plugin/types',
  'plugin/testing/dist',
  'relay/dist',
  'sandbox/dist',
]

const slashed = (path: string) => relative(root, path).split(sep).join('/')

function filesBelow(folder: string, entered: (path: string) => boolean): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) {
      return notOurs.has(entry.name) || !entered(slashed(path)) ? [] : filesBelow(path, entered)
    }
    return entry.isFile() ? [path] : []
  })
}

const read = (paths: string[], extensions: string[]): SourceFile[] =>
  paths
    .filter((path) => extensions.some((extension) => path.endsWith(extension)))
    .sort()
    .map((path) => ({ path: slashed(path), text: readFileSync(path, 'utf8') }))

/** What people wrote, in the whole repository. `extensions` with the dot. */
export const writtenFiles = (...extensions: string[]): SourceFile[] =>
  read(
    filesBelow(root, (path) => !builtFolders.includes(path)),
    extensions,
  )

/** What the build made in `folder`; throws with the cure when there is no build. */
export function builtFiles(folder: string, ...extensions: string[]): SourceFile[] {
  const path = join(root, folder)
  if (!existsSync(path) || !statSync(path).isDirectory()) {
    throw new Error(`${folder} is missing: run \`npm run build\` first`)
  }
  const files = read(
    filesBelow(path, () => true),
    extensions,
  )
  if (files.length === 0)
    throw new Error(`${folder} holds no ${extensions.join(', ')}: run \`npm run build\``)
  return files
}

/** A test, or what tests are helped by: not part of what runs for users. */
export const isTest = (path: string) => /(^|\/)test\/|\.test\.ts$/.test(path)
