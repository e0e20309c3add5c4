import { masked } from './masked'
import type { FaultKind } from './fault-rules'
import type { UpstreamHost } from './upstream/operation'

/** One request to a platform and what became of it, with everything sensitive masked. */
export interface JournalEntry {
  /** Rises by one with every entry, and goes on rising over a reset. */
  sequence: number
  /** When it came in, milliseconds since 1970, by the clock that is never moved. */
  at: number
  host: UpstreamHost
  operation: string
  method: string
  /** Without the query, which is part of `request`. */
  path: string
  request: unknown
  /** `null` when no reply was sent. */
  status: number | null
  reply: unknown
  durationMs: number
  fault?: FaultKind
  /** Why, where the platform's reply does not say. */
  note?: string
}

const MOST_ENTRIES = 500

/** The last requests that the platforms were asked, oldest first. */
export class Journal {
  private entries: JournalEntry[] = []
  private lastSequence = 0

  record(entry: Omit<JournalEntry, 'sequence'>): void {
    const { request, reply } = entry
    this.entries.push({
      ...entry,
      sequence: ++this.lastSequence,
      request: masked(request),
      reply: typeof reply === 'string' ? reply : masked(reply),
    })
    if (this.entries.length > MOST_ENTRIES) this.entries.shift()
  }

  /** The entries after this sequence number. */
  since(sequence = 0): { entries: readonly JournalEntry[]; lastSequence: number } {
    return {
      entries: this.entries.filter((entry) => entry.sequence > sequence),
      lastSequence: this.lastSequence,
    }
  }

  clear(): void {
    this.entries = []
  }
}
