import type { Clock } from '../clock'
import { RelayError } from '../errors'
import type { UpstreamName } from '../events'

/** Does the work, unless the quota that it needs was found used up a moment ago. */
export type PauseOnQuota = <T>(upstream: UpstreamName, quota: string, work: () => Promise<T>) => Promise<T>

const FIRST_PAUSE_MS = 5000
const LONGEST_PAUSE_MS = 300_000

/**
 * Backs off from an upstream whose quota is used up: the first time for five seconds, then for twice as long each
 * time, up to five minutes, until a call succeeds. Meanwhile the same error is given without asking.
 *
 * WeChat's 45011 is not among them: it limits one user's logins, by WeChat's own words, and one user must not be
 * able to stop all others.
 * https://developers.weixin.qq.com/miniprogram/dev/server/API/user-login/api_code2session
 */
export function createQuotaPause(
  clock: Clock,
  onPause: (upstream: UpstreamName, milliseconds: number) => void,
): PauseOnQuota {
  const pauses = new Map<string, { error: RelayError; until: number; lastMs: number }>()

  return async (upstream, quota, work) => {
    const key = `${upstream} ${quota}`
    const pause = pauses.get(key)
    const remainingMs = (pause?.until ?? 0) - clock.elapsed()
    if (pause !== undefined && remainingMs > 0) throw withRetryAfter(pause.error, remainingMs)
    try {
      const result = await work()
      pauses.delete(key)
      return result
    } catch (error) {
      if (!(error instanceof RelayError) || !isQuota(error)) throw error
      const lastMs = Math.min((pause?.lastMs ?? FIRST_PAUSE_MS / 2) * 2, LONGEST_PAUSE_MS)
      pauses.set(key, { error, until: clock.elapsed() + lastMs, lastMs })
      onPause(upstream, lastMs)
      throw error
    }
  }
}

const isQuota = ({ code, note }: RelayError): boolean =>
  code === 'WeChat.QuotaExceeded' || code === 'IoTExplorer.RateLimited' || note.fault === 'HTTP_429'

const withRetryAfter = ({ code, row, note }: RelayError, milliseconds: number): RelayError =>
  new RelayError(code, { ...row, retryAfterSeconds: Math.ceil(milliseconds / 1000) }, note)
