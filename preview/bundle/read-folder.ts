import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'

/** What a mini program is made of, beside its pictures. */
const SOURCES = /\.(js|json|wxml|wxss|wxs)$/

/** The sources below a folder: text by path from there, with `/` and without one at the start. */
export type Sources = ReadonlyMap<string, string>

/** @throws {Error} with the cure when there is no such folder */
export async function readFolder(folder: string): Promise<Sources> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => {
    throw new Error(`${folder} is missing: run \`npm run build\` first.`)
  })
  const paths = entries
    .filter((entry) => entry.isFile() && SOURCES.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  const texts = await Promise.all(paths.map((path) => readFile(path, 'utf8')))
  return new Map(paths.map((path, index) => [slashed(relative(folder, path)), texts[index] ?? '']))
}

const slashed = (path: string) => path.split(sep).join('/')
