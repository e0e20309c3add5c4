import type { KeptToken } from './kept-token'
import { isSignOut, type SessionRecord, type SessionRecordStore } from './session-record'

/** What every session of one AppKey has in common: a logout in one is a logout in all. */
export interface SharedRecord {
  /** A token, that the user signed out, or nothing. */
  readonly current: SessionRecord | undefined
  /** The platform refused the last token, so the relay must not hand it out again. */
  readonly refused: boolean
  /** How often `signOut()` was called, so that what began before it can tell. */
  readonly signOuts: number
  /** Reads the phone's storage: once, and again after `suspect()`. Never rejects. */
  read(): Promise<void>
  /**
   * The app was in the background, where time passes and another copy of the package may have written: subscribers are
   * told, and the next `read()` looks again.
   */
  suspect(): void
  /**
   * Saves a new token and makes it the current one.
   *
   * @param mustStillBeWanted called when it is saved; throws where the login was called off meanwhile
   */
  keep(token: KeptToken, mustStillBeWanted: () => void): Promise<void>
  /** Puts the storage right after a login that was called off while its token was being saved. */
  saveAgain(): void
  /** The platform refused the current token. */
  refuse(): Promise<void>
  signOut(): Promise<void>
  /** Calls back at every change. Returns the function that ends it. */
  subscribe: (listener: () => void) => () => void
  /** What later reads and writes go through: the options of the newest session count. */
  store: SessionRecordStore
}

/** @param looksEachTime whether every `read()` has to look, since there may be copies that cannot be met in memory */
export function createSharedRecord(store: SessionRecordStore, looksEachTime: boolean): SharedRecord {
  const listeners = new Set<() => void>()
  let reading: Promise<void> | undefined
  let writes = 0
  /** Whether the storage holds what was written last. Where it does not, it says nothing. */
  let isSaved = true

  async function save(): Promise<void> {
    const mine = (writes += 1)
    const worked = await shared.store.save(shared.current)
    if (mine === writes) isSaved = worked
  }

  async function look(): Promise<void> {
    const before = writes
    const found = await shared.store.load()
    if (writes !== before || !isSaved || isSame(found, shared.current)) return
    become(found)
  }

  function become(record: SessionRecord | undefined): void {
    shared.current = record
    tellAll()
  }

  function tellAll(): void {
    for (const tell of [...listeners]) tell()
  }

  const shared = {
    current: undefined as SessionRecord | undefined,
    refused: false,
    signOuts: 0,
    store,
    read: () => {
      reading ??= look()
        // A storage that fails says nothing: what is known stays.
        .catch(() => undefined)
        .then(() => {
          if (looksEachTime) reading = undefined
        })
      return reading
    },
    suspect: () => {
      reading = undefined
      tellAll()
    },
    keep: async (token: KeptToken, mustStillBeWanted: () => void) => {
      const mine = (writes += 1)
      const worked = await shared.store.save(token)
      mustStillBeWanted()
      if (mine === writes) isSaved = worked
      shared.refused = false
      become(token)
    },
    saveAgain: () => {
      void save()
    },
    refuse: async () => {
      shared.refused = true
      become(undefined)
      await save()
    },
    signOut: async () => {
      shared.signOuts += 1
      become({ signedOut: true })
      await save()
    },
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
  }
  return shared
}

function isSame(one: SessionRecord | undefined, other: SessionRecord | undefined): boolean {
  if (one === undefined || other === undefined) return one === other
  if (isSignOut(one) || isSignOut(other)) return isSignOut(one) && isSignOut(other)
  return one.token === other.token
}
