import type { Awaitable } from '../login/claims'
import type { RegisteredApp } from '../registered-app'
import type { Secret } from '../secret'

/** The reason of a mark: the account waits for its deletion, or its user took back name and picture. */
export type MarkKind = 'deletion' | 'withdrawal'

/**
 * Marks on accounts that outlast the process, and end by themselves. An account is told by AppKey and WxOpenID, and
 * stored under a name that says nothing of either.
 */
export interface LastingMarks {
  /** The end of the mark, Unix seconds; undefined where there is none, or where that is not known. Never rejects or throws. */
  markedUntil(kind: MarkKind, app: RegisteredApp, wxOpenId: Secret): Awaitable<number | undefined>
  /**
   * Rejects with a `LastingStoreFailure` unless the store holds it for certain.
   *
   * @param until Unix seconds
   */
  mark(kind: MarkKind, app: RegisteredApp, wxOpenId: Secret, until: number): Promise<void>
  unmark(kind: MarkKind, app: RegisteredApp, wxOpenId: Secret): Promise<void>
}

export interface LastingStore extends LastingMarks {
  /** Resolves once the marks of before are known, or after a failure, which has been reported by then. */
  opened(): Promise<void>
  close(): Promise<void>
}

/** The store failed; `hint` tells the operator what to do. */
export class LastingStoreFailure extends Error {
  override readonly name = 'LastingStoreFailure'

  constructor(readonly hint: string) {
    super('The lasting store failed')
  }
}

/** A store that keeps nothing, where there is no disk that lasts: each mark fails with this hint. */
export function createNoLastingStore(hint: string): LastingStore {
  return {
    opened: () => Promise.resolve(),
    markedUntil: () => undefined,
    mark: () => Promise.reject(new LastingStoreFailure(hint)),
    unmark: () => Promise.resolve(),
    close: () => Promise.resolve(),
  }
}
