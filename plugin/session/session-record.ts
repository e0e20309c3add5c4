import { consentKey } from './consent-key'
import type { KeptToken } from './kept-token'
import { TEN_YEARS } from '../relay-client/relay-client'
import type { Storage } from './storage'

/** What outlives the app: a token, or that the user signed out, which must hold after a restart too. */
export type SessionRecord = KeptToken | { signedOut: true }

/** Raise it when the record's shape changes: older records are then simply not found. */
const SCHEMA = 1

/** One AppKey's record in the phone's storage. */
export interface SessionRecordStore {
  /**
   * The record, or `undefined` where there is none that this version can read. Waits for the writes before it.
   * Rejects where the storage does.
   */
  load(): Promise<SessionRecord | undefined>
  /** Saves it, or removes what is there, in the order of the calls. Never rejects; resolves with whether it worked. */
  save(record: SessionRecord | undefined): Promise<boolean>
}

export function sessionRecordStore(storage: Storage, appKey: string): SessionRecordStore {
  const key = `iot-login:v${SCHEMA}:${appKey}`
  let lastWrite: Promise<unknown> = Promise.resolve()
  return {
    load: async () => {
      await lastWrite
      const found = await storage.get(key)
      return isRecord(found) ? found : undefined
    },
    save: (record) => {
      const write = lastWrite
        .then(() => (record === undefined ? storage.remove(key) : storage.set(key, record)))
        .then(
          () => true,
          () => false,
        )
      lastWrite = write
      // Here, so that a logout forgets it even where the entry at hand knows of no consent.
      if (isSignOut(record)) storage.remove(consentKey(appKey)).catch(() => undefined)
      return write
    },
  }
}

export function isSignOut(record: SessionRecord | undefined): record is { signedOut: true } {
  return record !== undefined && 'signedOut' in record
}

function isRecord(value: unknown): value is SessionRecord {
  if (typeof value !== 'object' || value === null) return false
  const { signedOut, token, expireAt, expiresIn, receivedAt } = value as Record<string, unknown>
  if (signedOut === true) return true
  const isWhole = typeof token === 'string' && token !== ''
  return isWhole && [expireAt, expiresIn, receivedAt].every(Number.isFinite) && Number(expiresIn) <= TEN_YEARS
}
