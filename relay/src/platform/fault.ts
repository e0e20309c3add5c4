import type { CallOutcome } from '../events'

/** The error's code. A parser's error may have none, and the HTTP client gives it a name of its own. */
export function faultOf(error: unknown): string {
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown }
  if (name === 'HTTPParserError') return 'NOT_HTTP'
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,63}$/.test(code) ? code : 'UNKNOWN'
}

const outcomes: readonly [Exclude<CallOutcome, 'ok' | 'other'>, RegExp][] = [
  ['dns', /^(ENOTFOUND|EAI_[A-Z]+)$/],
  ['connect', /^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT)$/],
  [
    'tls',
    /^(ERR_TLS_.+|ERR_SSL_.+|CERT_.+|CRL_.+|EPROTO|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|(DEPTH_ZERO_)?SELF_SIGNED_CERT.*|UNABLE_TO_.+)$/,
  ],
  ['timeout', /^(DEADLINE|CALLER_DEADLINE|UND_ERR_(HEADERS|BODY)_TIMEOUT|ETIMEDOUT)$/],
  ['closed', /^(UND_ERR_SOCKET|ECONNRESET|EPIPE)$/],
  ['nonsense', /^(UND_ERR_RES_EXCEEDED_MAX_SIZE|NOT_HTTP)$/],
  ['http', /^HTTP_\d{3}$/],
]

/** Names a fault: name resolution, connection, TLS, time, a connection that closed, or the reply. */
export const outcomeOf = (fault: string): CallOutcome =>
  outcomes.find(([, pattern]) => pattern.test(fault))?.[0] ?? 'other'

/** Whether the request cannot have been seen: no connection came about. A TLS one may also break later. */
export const isUnsent = (fault: string | undefined): boolean =>
  fault !== undefined && ['dns', 'connect'].includes(outcomeOf(fault))
