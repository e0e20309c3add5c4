import type { Session } from './session/session'
import type { SharedRecord } from './session/shared-record'

/** What all copies of this package in one app share. */
export interface Registry {
  /** The session of `configure()`. */
  configured?: Session
  /** By relay and AppKey, however many buttons use one, so that they share one login. */
  readonly sessions: Map<string, Session>
  /** Called back by each `configure()`. */
  readonly onConfigure: Set<() => void>
  /** By AppKey. */
  readonly records: Map<string, SharedRecord>
  /** Whether the other copies find it too. */
  isShared: boolean
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
  const found = (wx as unknown as Record<string, Registry | undefined>)[KEY]
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
    registry.isShared = (wx as unknown as Record<string, unknown>)[KEY] === registry
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
