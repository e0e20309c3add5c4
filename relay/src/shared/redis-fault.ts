/** What Redis says first in a refusal, wherever a script or a client puts it. */
const REFUSALS =
  /\b(WRONGPASS|NOAUTH|NOPERM|READONLY|OOM|NOREPLICAS|CLUSTERDOWN|MISCONF|MASTERDOWN|LOADING|BUSY|TRYAGAIN|MOVED|WRONGTYPE)\b/

interface Told {
  code?: unknown
  message?: unknown
  /** Where a client asks several nodes: what the last one said. */
  lastNodeError?: unknown
}

/** Redis did not reply in the time that a login has for it. */
export class RedisTimeout extends Error {
  override readonly name = 'RedisTimeout'
}

/**
 * Why Redis is away, in one word for the log: its own (`READONLY`, `OOM`, `NOPERM` …), or the system's
 * (`ECONNREFUSED`, a certificate's). Never the message, which may quote a key or a user's name.
 */
export function causeOf(error: unknown): string {
  if (error instanceof RedisTimeout) return 'TIMEOUT'
  if (typeof error !== 'object' || error === null) return 'UNKNOWN'
  const { code, message, lastNodeError }: Told = error
  if (typeof code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(code)) return code
  if (lastNodeError !== undefined) return causeOf(lastNodeError)
  const text = typeof message === 'string' ? message : ''
  const refusal = REFUSALS.exec(text)?.[1]
  if (refusal !== undefined) return refusal
  if (/executing the script can't/i.test(text)) return 'NOPERM'
  if (/socket timeout|timed out/i.test(text)) return 'TIMEOUT'
  if (/invalid username-password|without any password/i.test(text)) return 'WRONGPASS'
  if (/sentinel/i.test(text)) return 'SENTINEL'
  if (/DB index/i.test(text)) return 'DATABASE'
  if (/connection is closed|isn't writeable/i.test(text)) return 'CLOSED'
  return /^ERR\b/.test(text) ? 'ERR' : 'UNKNOWN'
}

/** Whether the server that was reached cannot be written to, so that another one has to be looked for. */
export const isWrongServer = (error: Error): boolean => causeOf(error) === 'READONLY'
