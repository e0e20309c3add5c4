import { fail, succeed, type Answer } from './scripted-call'

interface Stored {
  data: unknown
  encrypt: boolean
}

/** The phone's storage. What was written encrypted is unreadable without the flag, and the other way round. */
export interface FakeStorage {
  get(key: string, encrypt: boolean): Answer<{ data: unknown }>
  set(key: string, data: unknown, encrypt: boolean): Answer<object>
  remove(key: string): Answer<object>
  /** Everything in it, for a test to look at and to spoil. */
  readonly entries: Map<string, Stored>
}

export function fakeStorage(): FakeStorage {
  const entries = new Map<string, Stored>()
  return {
    entries,
    get: (key, encrypt) => {
      const found = entries.get(key)
      if (found === undefined) return fail('getStorage:fail data not found')
      return found.encrypt === encrypt
        ? succeed({ data: found.data })
        : fail('getStorage:fail the data cannot be decrypted')
    },
    set: (key, data, encrypt) => {
      entries.set(key, { data: JSON.parse(JSON.stringify(data)) as unknown, encrypt })
      return succeed({})
    },
    remove: (key) => {
      entries.delete(key)
      return succeed({})
    },
  }
}
