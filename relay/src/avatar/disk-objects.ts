import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { ObjectStoreFailure, type ObjectStore } from './object-store'

/** Files below a directory, which is made with the first of them. A file appears whole or not at all. */
export function createDiskObjects(directory: string): ObjectStore {
  const pathOf = (name: string): string => join(directory, ...name.split('/'))

  async function write(name: string, content: Buffer): Promise<void> {
    const path = pathOf(name)
    // Only the relay has to read what is kept.
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    const unfinished = join(directory, `unfinished-${randomUUID()}`)
    try {
      const file = await open(unfinished, 'wx', 0o600)
      try {
        await file.writeFile(content)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(unfinished, path)
    } catch (error) {
      await rm(unfinished, { force: true })
      throw error
    }
  }

  const told = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work
    } catch (error) {
      throw failureOf(error, directory)
    }
  }

  return {
    put: (name, content) => told(write(name, content)),
    get: (name) => told(orUndefined(readFile(pathOf(name)))),
    remove: (name) => told(rm(pathOf(name), { force: true })),
    list: async (folder) =>
      ((await told(orUndefined(readdir(pathOf(folder))))) ?? []).map((each) => folder + each),
  }
}

const codeOf = (error: unknown): string => String((error as NodeJS.ErrnoException).code)

async function orUndefined<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

const cures: Readonly<Record<string, string>> = {
  EACCES: "cannot be written: let the relay's user write there, or mount a volume",
  EPERM: "cannot be written: let the relay's user write there, or mount a volume",
  EROFS: 'is read-only: mount a volume there',
  ENOTDIR: 'is a file: set DATA_DIR to a directory',
  EEXIST: 'is a file: set DATA_DIR to a directory',
  ENOSPC: 'is full: make room on its disk',
  EDQUOT: 'is full: raise the quota of its disk',
}

function failureOf(error: unknown, directory: string): ObjectStoreFailure {
  const code = codeOf(error)
  const cure = cures[code] ?? `cannot be used (${code}): look at the disk, or set another DATA_DIR`
  return new ObjectStoreFailure(`${directory} ${cure}.`, code)
}
