import { randomBytes } from 'node:crypto'
import { BoundedMap } from './bounded-map'

/** A picture or recording whose check was asked for. Its result is told by an event, when that is sent. */
export interface MediaCheck {
  traceId: string
  appId: string
  openId: string
  mediaUrl: string
}

const MOST_CHECKS = 1000

/** What media_check_async was asked, by trace id. */
export class MediaChecks {
  private readonly checks = new BoundedMap<string, MediaCheck>(MOST_CHECKS)

  add(check: Omit<MediaCheck, 'traceId'>): MediaCheck {
    const added = { ...check, traceId: `sandbox-trace-${randomBytes(8).toString('hex')}` }
    this.checks.set(added.traceId, added)
    return added
  }

  find(traceId: string): MediaCheck | undefined {
    return this.checks.get(traceId)
  }

  list(): readonly MediaCheck[] {
    return [...this.checks.values()]
  }

  reset(): void {
    this.checks.clear()
  }
}
