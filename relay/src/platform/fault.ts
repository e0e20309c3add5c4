import { RelayError } from '../errors'
import type { CallOutcome } from '../events'

/**
 * How far a call came. `unsent`: no connection stood, so the upstream cannot have seen it; `sent`: no byte of a
 * reply came; `answering`: the reply had begun.
 */
export type CallPhase = 'unsent' | 'sent' | 'answering'

/** The error's code. A parser's error may have none, and the HTTP client gives it a name of its own. */
export function faultOf(error: unknown): string {
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown }
  if (name === 'HTTPParserError') return 'NOT_HTTP'
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,63}$/.test(code) ? code : 'UNKNOWN'
}

const DNS = /^(ENOTFOUND|EAI_[A-Z]+)$/
const TLS =
  /^(ERR_TLS_.+|ERR_SSL_.+|CERT_.+|CRL_.+|EPROTO|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|(DEPTH_ZERO_)?SELF_SIGNED_CERT.*|UNABLE_TO_.+)$/

const whenSent: readonly [CallOutcome, RegExp][] = [
  ['timeout', /^(DEADLINE|CALLER_DEADLINE|UND_ERR_(HEADERS|BODY)_TIMEOUT|ETIMEDOUT)$/],
  ['closed', /^(UND_ERR_SOCKET|ECONNRESET|EPIPE|ECONNABORTED)$/],
  ['nonsense', /^(UND_ERR_RES_EXCEEDED_MAX_SIZE|NOT_HTTP|COMPRESSED)$/],
  ['http', /^HTTP_\d{3}$/],
  ['tls', TLS],
]

/**
 * Names a fault. The phase decides and not the code: one and the same ETIMEDOUT or ECONNRESET is a connection that
 * never stood, or one that broke off.
 */
export function kindOf(fault: string, phase: CallPhase): CallOutcome {
  if (fault === 'CALLER_DEADLINE') return 'timeout'
  if (phase !== 'unsent') return whenSent.find(([, pattern]) => pattern.test(fault))?.[0] ?? 'other'
  if (DNS.test(fault)) return 'dns'
  return TLS.test(fault) ? 'tls' : 'connect'
}

/** What a failed call is counted as. */
export const outcomeOf = (error: unknown): CallOutcome =>
  error instanceof RelayError && error.note.fault !== undefined
    ? kindOf(error.note.fault, error.note.phase ?? 'sent')
    : 'other'

/** Whether the request cannot have been seen, and a new connection may fare better: a certificate will not. */
export const isUnsent = ({ note }: RelayError): boolean =>
  note.phase === 'unsent' && note.faultKind !== 'tls' && note.fault !== 'CALLER_DEADLINE'

/** Whether a kept connection closed before a byte of the reply, as one does that ends just as it is used again. */
export const isLost = ({ note }: RelayError): boolean =>
  note.wasKept === true && note.phase === 'sent' && note.faultKind === 'closed'
