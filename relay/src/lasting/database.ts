import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import type * as Level from 'classic-level'
import { LastingStoreFailure } from './lasting-store'

/** Texts under names, on the disk for certain once a promise resolves. All reject with a `LastingStoreFailure`. */
export interface Database {
  entries(): Promise<[name: string, text: string][]>
  put(name: string, text: string): Promise<void>
  remove(names: readonly string[]): Promise<void>
  close(): Promise<void>
}

const ON_DISK = { sync: true } as const

/** A LevelDB in this folder, which is opened when it is first asked. One process at a time can have it. */
export function createDatabase(folder: string, named: string): Database {
  let opening: Promise<Level.ClassicLevel> | undefined

  async function open(): Promise<Level.ClassicLevel> {
    // For the relay only.
    await mkdir(dirname(folder), { recursive: true, mode: 0o700 })
    const level = new (load().ClassicLevel)(folder)
    await level.open()
    return level
  }

  async function use<T>(work: (level: Level.ClassicLevel) => Promise<T>): Promise<T> {
    try {
      // An opening that failed is tried again: by then the disk may have room, or the other process have ended.
      return await work(await (opening ??= open()))
    } catch (error) {
      if (!(await isOpen())) opening = undefined
      throw new LastingStoreFailure(hintOf(error, named))
    }
  }

  const isOpen = (): Promise<boolean> | undefined =>
    opening?.then(
      ({ status }) => status === 'open',
      () => false,
    )

  return {
    entries: () => use((level) => level.iterator().all()),
    put: (name, text) => use((level) => level.put(name, text, ON_DISK)),
    remove: (names) =>
      use((level) =>
        level.batch(
          names.map((key) => ({ type: 'del', key })),
          ON_DISK,
        ),
      ),
    async close() {
      await opening?.then((level) => level.close()).catch(() => undefined)
      opening = undefined
    },
  }
}

// Loaded with the first mark: most relays never keep one.
// eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would be carried out in any case
const load = () => require('classic-level') as typeof Level

/** What an operator can do about it, with no more of the error's own words than are known to be harmless. */
function hintOf(error: unknown, named: string): string {
  const { code, cause } = Object(error) as { code?: unknown; cause?: { code?: unknown; message?: unknown } }
  const reason = typeof (cause?.code ?? code) === 'string' ? String(cause?.code ?? code) : 'unknown'
  const said = typeof cause?.message === 'string' ? cause.message : ''
  if (reason === 'LEVEL_LOCKED') {
    return `DATA_DIR (${named}) is in use by another process: give each copy its own, or set REDIS_URL for all of them.`
  }
  if (reason === 'MODULE_NOT_FOUND')
    return 'classic-level is missing: install the relay with its dependencies.'
  if (/^(?:EACCES|EPERM|EROFS|ENOTDIR|EEXIST)$/.test(reason) || /permission denied|read-only/i.test(said)) {
    return `DATA_DIR (${named}) cannot be written: let the relay's user write there, or mount a volume.`
  }
  if (reason === 'ENOSPC' || /no space left/i.test(said)) {
    return `The disk of DATA_DIR (${named}) is full: make room.`
  }
  return `DATA_DIR (${named}) cannot be used (${reason}): look at the disk, or set another directory.`
}
