import { RelayError } from '../errors'
import type { CallOutcome, UpstreamName } from '../events'

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

const BASE_URL: Readonly<Record<UpstreamName, string>> = {
  WeChat: 'WECHAT_API_URL',
  IoTExplorer: 'IOT_API_URL',
}

/** The setting to look at where the way to an upstream does not lead to its API, and what was found there. */
export function hintOfWay(
  upstream: UpstreamName,
  fault: string,
  phase: CallPhase,
): { hint: string } | undefined {
  const words = wordsOf(BASE_URL[upstream], fault, phase)
  return words === undefined ? undefined : { hint: words }
}

function wordsOf(setting: string, fault: string, phase: CallPhase): string | undefined {
  if (/^HTTP_40[45]$/.test(fault)) return `There is no API at that path: correct ${setting}.`
  if (/^HTTP_30\d$/.test(fault)) {
    return `The address redirects, and redirects are not followed: set ${setting} to where it leads.`
  }
  if (fault === 'NOT_HTTP') return `What listens there does not speak HTTP: correct ${setting}.`
  if (phase !== 'unsent') return undefined
  const kind = kindOf(fault, phase)
  if (kind === 'dns') return `The host is not a known name: correct ${setting}, or the name service.`
  if (kind === 'tls') return `TLS failed: look at the certificate, and at https or http in ${setting}.`
  if (kind !== 'connect') return undefined
  return `No connection could be made: look at ${setting}, UPSTREAM_PROXY and the network on the way.`
}
