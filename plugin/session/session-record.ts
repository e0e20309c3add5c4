import type { KeptToken } from './kept-token'
import type { Storage } from './storage'

/** What outlives the app: a token, or that the user signed out, which must hold after a restart too. */
export type SessionRecord = KeptToken | { signedOut: true }

/** Raise it when the record's shape changes: older records are then simply not found. */
const SCHEMA = 1

/** One AppKey's record in the phone's storage. Its failures cost persistence, never the login, so none rejects. */
export interface SessionRecordStore {
  /** The record, or `undefined` where there is none that this version can read. */
  load(): Promise<SessionRecord | undefined>
  /** Saves it, or removes what is there. Writes happen in the order they were asked for. */
  save(record: SessionRecord | undefined): Promise<void>
}

export function sessionRecordStore(storage: Storage, appKey: string): SessionRecordStore {
  const key = `iot-login:v${SCHEMA}:${appKey}`
  let lastWrite: Promise<void> = Promise.resolve()
  return {
    load: async () => {
      const found = await storage.get(key).catch(() => undefined)
      return isRecord(found) ? found : undefined
    },
    save: (record) => {
      lastWrite = lastWrite
        .then(() => (record === undefined ? storage.remove(key) : storage.set(key, record)))
        .catch(() => undefined)
      return lastWrite
    },
  }
}

function isRecord(value: unknown): value is SessionRecord {
  if (typeof value !== 'object' || value === null) return false
  const { signedOut, token, expireAt, expiresIn, receivedAt } = value as Record<string, unknown>
  if (signedOut === true) return true
  return typeof token === 'string' && token !== '' && [expireAt, expiresIn, receivedAt].every(Number.isFinite)
}
