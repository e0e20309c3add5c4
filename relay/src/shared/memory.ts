import type { Clock } from '../clock'
import type { LoginUnderWay, Shared } from '../login/claims'
import type { LimitedBy, WindowCount } from '../login/rate-limits'
import { ExpiringTable } from './expiring-table'
import { MemoryClaims, type MemoryTables } from './memory-claims'

export interface MemoryOptions {
  clock: Clock
  /** Most entries of each table. Claims under way are not among them: there are as many as logins. */
  entries: number
  /** How long the same question gets the same answer, milliseconds; 0 for never. */
  replayMs: number
  /** How long a token is handed out again to its user, milliseconds; 0 for never. */
  reuseMs: number
  /** Told when a full table dropped what was still good. */
  onEvict: (table: TableName) => void
}

export const TABLE_NAMES = ['codes', 'answers', 'tokens', 'limits'] as const
export type TableName = (typeof TABLE_NAMES)[number]

export interface Memory extends Shared {
  begin(login: LoginUnderWay): MemoryClaims
  count(by: LimitedBy, what: string, windowMs: number): WindowCount
  /** Others may have newer ones. */
  forgetTokens(): void
}

/** What the logins of one copy share: claims are promises, and what came of them is kept as it is. */
export function createMemory({ entries, onEvict, ...options }: MemoryOptions): Memory {
  const { clock } = options
  const table = <V>(name: TableName): ExpiringTable<V> =>
    new ExpiringTable<V>(clock, entries, () => onEvict(name))
  const tables: MemoryTables = {
    ...options,
    codesUnderWay: new Map(),
    spentCodes: table('codes'),
    answers: table('answers'),
    usersUnderWay: new Map(),
    tokens: table('tokens'),
  }
  // One for each kind, so that many addresses do not push out the counts of users.
  const counts: Record<LimitedBy, ExpiringTable<{ count: number }>> = {
    address: table('limits'),
    app: table('limits'),
    user: table('limits'),
  }

  function count(by: LimitedBy, what: string, windowMs: number): WindowCount {
    const counted = counts[by].get(what)
    if (counted !== undefined) return { count: (counted.count += 1), endsInMs: counts[by].endsInMs(what) }
    counts[by].set(what, { count: 1 }, windowMs)
    return { count: 1, endsInMs: windowMs }
  }

  return {
    begin: (login) => new MemoryClaims(tables, login, count),
    count,
    forgetTokens: () => tables.tokens.clear(),
    close: () => Promise.resolve(),
  }
}
