import type { AccountPorts } from './session/account-session'
import type { KeptConsent } from './session/consent'
import type { Session } from './session/session'
import type { SessionCore } from './session/session-core'
import type { SessionRecordStore } from './session/session-record'
import { createSharedRecord, type SharedRecord } from './session/shared-record'
import type { SilentOptions } from './silent-options'

/** What all copies of this package in one app share. */
export interface Registry {
  /** The session of `configure()`. */
  configured?: Session | undefined
  /** That of the silent entry's `configure()`, until the full entry has added to it what it lacks. */
  silent?: SilentSetup | undefined
  /** By relay and AppKey, however many buttons use one, so that they share one login. */
  readonly sessions: Map<string, Session>
  /** Called back by each `configure()`. */
  readonly onConfigure: Set<() => void>
  /** By AppKey. */
  readonly records: Map<string, SharedRecord>
  /** By AppKey; none before the full entry needs one. */
  consents?: Map<string, KeptConsent>
  /** What each session of the full entry is joined to, for the entries beside it. */
  accounts?: WeakMap<Session, AccountPorts>
  /** Whether the other copies find it too. */
  isShared: boolean
}

/** What the full entry needs to make a silent session a whole one. */
export interface SilentSetup {
  core: SessionCore
  options: SilentOptions
}

/** Raise its number when `Registry` or `Session` changes so that another version of this package cannot use it. */
const KEY = '__iotLogin1'

let own: { of: unknown; registry: Registry } | undefined

/**
 * Finds the registry, or opens it. It is kept on `wx`, the one object that an independent subpackage, Taro and uni-app
 * share with the rest of the app, while each of them has a copy of this package, with a memory of its own and the same
 * storage. Whether `wx` takes a key on every platform is not established; where it does not, it is kept here.
 */
export function wxRegistry(): Registry {
  const found = Reflect.get(wx, KEY) as Registry | undefined
  if (found !== undefined) return found
  if (own?.of === wx) return own.registry
  const registry: Registry = {
    sessions: new Map(),
    onConfigure: new Set(),
    records: new Map(),
    isShared: false,
  }
  own = { of: wx, registry }
  try {
    // Not enumerable, so that a framework that wraps every member of `wx` passes it by.
    Object.defineProperty(wx, KEY, { value: registry, configurable: true })
    registry.isShared = Reflect.get(wx, KEY) === registry
  } catch {
    // It stays with this copy.
  }
  if (typeof wx.onAppShow === 'function') {
    wx.onAppShow(() => {
      for (const record of registry.records.values()) record.suspect()
    })
  }
  return registry
}

/**
 * The record of one AppKey, which all its sessions share. What they read and write goes through the newest `store`.
 *
 * @param isOnlyCopy whether no other copy of this package uses the storage
 */
export function recordOf(appKey: string, store: SessionRecordStore, isOnlyCopy = false): SharedRecord {
  const { records, isShared } = wxRegistry()
  const known = records.get(appKey)
  if (known !== undefined) return Object.assign(known, { store })
  const created = createSharedRecord(store, !isShared && !isOnlyCopy)
  records.set(appKey, created)
  return created
}

/** Tells those that show the configured session that it is another one now. */
export function tellConfigured(): void {
  for (const tell of [...wxRegistry().onConfigure]) tell()
}
