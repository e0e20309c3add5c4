import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Clock } from '../clock'
import { accountNames } from './account-names'
import { createDatabase } from './database'
import { LastingStoreFailure, type LastingStore } from './lasting-store'

export interface DiskStoreOptions {
  /** The directory of what lasts; the store makes a folder of its own in it, with its first mark. */
  dataDir: string
  clock: Clock
  /** Told what to do about a store that cannot be opened. */
  onFailure: (hint: string) => void
}

/** Between two tries to open a store that could not be opened, milliseconds. */
const OPEN_AGAIN_MS = 1000

/** By name, which begins with the kind: the end of the mark, Unix seconds. */
type Marks = Map<string, number>

/**
 * The lasting store of one process, on its disk. All marks are read at the start and held in memory, so that a login
 * waits for no disk; where nothing was ever marked, neither the database nor its code is loaded.
 */
export function createDiskStore({ dataDir, clock, onFailure }: DiskStoreOptions): LastingStore {
  const folder = join(dataDir, 'lasting')
  const database = createDatabase(folder, dataDir)
  let marks: Marks | undefined
  /** Set while the store has marks that could not be read. */
  let failedAt: number | undefined
  let opening: Promise<void> | undefined
  const isOver = (until: number): boolean => until * 1000 <= clock.now()

  async function read(): Promise<Marks> {
    if (marks !== undefined) return marks
    const entries = await database.entries()
    const over = entries.filter(([, until]) => isOver(Number(until))).map(([name]) => name)
    if (over.length > 0) await database.remove(over)
    failedAt = undefined
    return (marks ??= new Map(entries.map(([name, until]) => [name, Number(until)])))
  }

  /** Another process may have the store until it has ended. */
  async function open(): Promise<void> {
    try {
      await read()
    } catch (error) {
      if (!(error instanceof LastingStoreFailure)) throw error
      if (failedAt === undefined) onFailure(error.hint)
      failedAt = clock.elapsed()
    }
  }

  function markOf(names: readonly string[]): number | undefined {
    for (const name of names) {
      const until = marks?.get(name)
      if (until !== undefined && !isOver(until)) return until
    }
    return undefined
  }

  return {
    async opened() {
      if (existsSync(folder)) await open()
    },
    markedUntil(kind, app, wxOpenId) {
      if (failedAt !== undefined && clock.elapsed() - failedAt >= OPEN_AGAIN_MS) {
        opening ??= open().finally(() => (opening = undefined))
      }
      if (opening !== undefined) return opening.then(() => markOf(accountNames(kind, app, wxOpenId)))
      if (marks === undefined || marks.size === 0) return undefined
      return markOf(accountNames(kind, app, wxOpenId))
    },
    async mark(kind, app, wxOpenId, until) {
      const [name] = accountNames(kind, app, wxOpenId)
      const all = await read()
      await database.put(name, String(until))
      all.set(name, until)
    },
    async unmark(kind, app, wxOpenId) {
      if (marks === undefined) return
      const names = accountNames(kind, app, wxOpenId)
      await database.remove(names)
      for (const name of names) marks.delete(name)
    },
    close: () => database.close(),
  }
}
