/** A document as the user agreed to it. */
export interface AgreedDocument {
  name: string
  version?: string
}

/** One consent of a user. */
export interface Consent {
  documents: AgreedDocument[]
  /** Unix seconds by this phone. */
  at: number
}

/** What the user of one AppKey has agreed to. It outlives the app, and `logout()` forgets it. */
export interface KeptConsent {
  /** The last consent; undefined where there is none, or before `read()` has resolved. */
  readonly current: Consent | undefined
  /** Reads the phone's storage, once. Never rejects: a storage that fails costs a second question. */
  read(): Promise<void>
  /** The user has agreed to these now. Call it for what a user did, never by itself. */
  give(documents: AgreedDocument[]): Consent
  /** The user has taken it back. */
  withdraw(): void
  /** Calls back at every change. Returns the function that unsubscribes. */
  onChange(listener: () => void): () => void
}

/** Whether a consent holds for all of these, each in the version that is asked for. */
export function covers(consent: Consent | undefined, asked: AgreedDocument[]): boolean {
  const given = consent?.documents ?? []
  return asked.every(({ name, version }) =>
    given.some((document) => document.name === name && document.version === version),
  )
}
