import { readFile, realpath } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'

import type { PageFile } from './page-files'

const TYPES: Record<string, string> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.svg': 'image/svg+xml',
}

/** A picture below a folder, or nothing. Whatever leads out of the folder, links included, is nothing too. */
export async function pictureIn(folder: string, path: string): Promise<PageFile | undefined> {
  const type = TYPES[extname(path)]
  if (type === undefined) return undefined
  try {
    const [root, found] = await Promise.all([realpath(folder), realpath(join(folder, path))])
    return found.startsWith(root + sep) ? { type, content: await readFile(found) } : undefined
  } catch {
    return undefined
  }
}
