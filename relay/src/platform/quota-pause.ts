import type { Clock } from '../clock'
import { RelayError } from '../errors'
import type { UpstreamName, UpstreamOperation } from '../events'
import type { RegisteredApp } from '../registered-app'

/** Whose quota it is: an app's, of one operation. */
interface QuotaOwner {
  name: UpstreamOperation
  upstream: UpstreamName
  quotaOf: (app: RegisteredApp) => string
}

export interface QuotaPauses {
  /** Throws the error of a quota that was found used up, until it is time to ask again. */
  refuse: (owner: QuotaOwner, app: RegisteredApp) => void
  /** The quota was there. */
  clear: (owner: QuotaOwner, app: RegisteredApp) => void
  /** Takes the failure of a call; `subject` is whose it was. */
  note: (owner: QuotaOwner, app: RegisteredApp, error: RelayError, subject: string) => void
}

const FIRST_PAUSE_MS = 5000
const LONGEST_PAUSE_MS = 300_000

/** How many different subjects a bare 429 has to meet, and within how long. */
const SUBJECTS = 3
const SUBJECTS_MS = 10_000

/**
 * Backs off from a quota that is used up: for five seconds at first, then for twice as long each time, up to five
 * minutes, until a call succeeds. Meanwhile the same error is given without asking.
 *
 * It stops everybody who uses that quota, so it takes proof that it is theirs: a code that speaks of the app, or a 429
 * that several users meet. WeChat's 45011 limits one user's logins by WeChat's own words, and IoT Explorer's
 * `LimitExceeded…` are limits of numbers: neither is among them.
 * https://developers.weixin.qq.com/miniprogram/dev/server/API/user-login/api_code2session
 */
export function createQuotaPauses(
  clock: Clock,
  onPause: (upstream: UpstreamName, milliseconds: number) => void,
): QuotaPauses {
  const pauses = new Map<string, { error: RelayError; until: number; lastMs: number }>()
  const limited = new Map<string, { since: number; subjects: Set<string> }>()

  /** Whether a 429 has met enough different subjects. */
  function isWidespread(key: string, subject: string): boolean {
    const now = clock.elapsed()
    let seen = limited.get(key)
    if (seen === undefined || now - seen.since > SUBJECTS_MS) {
      seen = { since: now, subjects: new Set() }
      limited.set(key, seen)
    }
    seen.subjects.add(subject)
    return seen.subjects.size >= SUBJECTS
  }

  return {
    refuse(owner, app) {
      if (pauses.size === 0) return
      const pause = pauses.get(keyOf(owner, app))
      const remainingMs = (pause?.until ?? 0) - clock.elapsed()
      if (pause !== undefined && remainingMs > 0) throw withRetryAfter(pause.error, remainingMs)
    },
    clear(owner, app) {
      if (pauses.size > 0) pauses.delete(keyOf(owner, app))
    },
    note(owner, app, error, subject) {
      const scope = scopeOf(error)
      if (scope === 'none') return
      const key = keyOf(owner, app)
      if (scope === 'unknown' && !isWidespread(key, subject)) return
      limited.delete(key)
      const lastMs = Math.min((pauses.get(key)?.lastMs ?? FIRST_PAUSE_MS / 2) * 2, LONGEST_PAUSE_MS)
      pauses.set(key, { error, until: clock.elapsed() + lastMs, lastMs })
      onPause(owner.upstream, lastMs)
    },
  }
}

const keyOf = (owner: QuotaOwner, app: RegisteredApp): string => `${owner.name} ${owner.quotaOf(app)}`

/** The logins that a limit concerns: all of the app, by the code's own meaning; perhaps; or it is none. */
function scopeOf({ code, note }: RelayError): 'app' | 'unknown' | 'none' {
  if (note.fault === 'HTTP_429') return 'unknown'
  return code === 'WeChat.QuotaExceeded' || code === 'IoTExplorer.RateLimited' ? 'app' : 'none'
}

const withRetryAfter = ({ code, row, note }: RelayError, milliseconds: number): RelayError =>
  new RelayError(code, { ...row, retryAfterSeconds: Math.ceil(milliseconds / 1000) }, note)
