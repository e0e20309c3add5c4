import type { Exchange } from '../relay-client/relay-client'
import type { AgreedDocument, Consent, KeptConsent } from './consent'
import { consentKey } from './consent-key'
import { isSignOut } from './session-record'
import type { SharedRecord } from './shared-record'
import type { Storage } from './storage'

/**
 * @param shared whose logout ends it
 * @param now milliseconds since the epoch, by this phone
 */
export function createKeptConsent(
  shared: SharedRecord,
  storage: Storage,
  appKey: string,
  now: () => number,
): KeptConsent {
  const key = consentKey(appKey)
  const listeners = new Set<() => void>()
  let current: Consent | undefined
  /** From then on the memory is newer than the storage. */
  let hasChanged = false
  let reading: Promise<void> | undefined
  /** In the order of the calls. */
  let lastWrite: Promise<void> = Promise.resolve()

  function become(consent: Consent | undefined): void {
    current = consent
    for (const tell of [...listeners]) tell()
  }

  async function look(): Promise<void> {
    const found = await storage.get(key)
    if (!hasChanged && isConsent(found)) become(found)
  }

  function write(consent: Consent | undefined): void {
    hasChanged = true
    lastWrite = lastWrite
      .then(() => (consent === undefined ? storage.remove(key) : storage.set(key, consent)))
      .catch(() => undefined)
    become(consent)
  }

  // Whichever session or copy of the package it was; the storage has been cleared there.
  let seen = shared.current
  shared.subscribe(() => {
    const isNews = shared.current !== seen
    seen = shared.current
    if (!isNews || !isSignOut(seen)) return
    if (current === undefined) hasChanged = true
    else write(undefined)
  })

  return {
    get current() {
      return current
    },
    read: () => (reading ??= look().catch(() => undefined)),
    give: (documents) => {
      const consent = { documents: documents.map(agreed), at: Math.floor(now() / 1000) }
      write(consent)
      return consent
    },
    withdraw: () => {
      write(undefined)
    },
    onChange: (listener) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
  }
}

/** An exchange that tells the relay what the user has agreed to, where that is anything. */
export const sendConsent =
  (exchange: Exchange, kept: KeptConsent): Exchange =>
  async (request) => {
    await kept.read()
    const { documents: consent = [] } = kept.current ?? {}
    return exchange(consent.length === 0 ? request : { ...request, consent })
  }

const agreed = ({ name, version }: AgreedDocument): AgreedDocument =>
  version === undefined ? { name } : { name, version }

function isConsent(value: unknown): value is Consent {
  const { documents, at } = Object(value) as Record<string, unknown>
  return Number.isFinite(at) && Array.isArray(documents) && documents.every(isDocument)
}

function isDocument(value: unknown): boolean {
  const { name, version } = Object(value) as Record<string, unknown>
  return typeof name === 'string' && (version === undefined || typeof version === 'string')
}
