import { relayError } from '../errors'
import { faultOf, isLost, isUnsent, kindOf, outcomeOf } from './fault'

it.each([
  ['ENOTFOUND', 'dns', 'other'],
  ['EAI_AGAIN', 'dns', 'other'],
  ['ECONNREFUSED', 'connect', 'other'],
  ['UND_ERR_CONNECT_TIMEOUT', 'connect', 'other'],
  ['ETIMEDOUT', 'connect', 'timeout'],
  ['EMFILE', 'connect', 'other'],
  ['ECONNRESET', 'connect', 'closed'],
  ['UNKNOWN', 'connect', 'other'],
  ['DEADLINE', 'connect', 'timeout'],
  ['CALLER_DEADLINE', 'timeout', 'timeout'],
  ['CERT_HAS_EXPIRED', 'tls', 'tls'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls', 'tls'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls', 'tls'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls', 'tls'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls', 'tls'],
  ['UND_ERR_SOCKET', 'connect', 'closed'],
  ['HTTP_502', 'connect', 'http'],
  ['NOT_HTTP', 'connect', 'nonsense'],
])('%s is %s before a connection stood, and %s after', (fault, unsent, sent) => {
  expect(kindOf(fault, 'unsent')).toBe(unsent)
  expect(kindOf(fault, 'sent')).toBe(sent)
})

it.each([
  [{ code: 'ENOTFOUND' }, 'ENOTFOUND'],
  [{ name: 'HTTPParserError' }, 'NOT_HTTP'],
  [{ code: 'https://example.com/?secret=1' }, 'UNKNOWN'],
  [undefined, 'UNKNOWN'],
])('the fault of %p is %s', (error, fault) => {
  expect(faultOf(error)).toBe(fault)
})

it('knows what cannot have been seen, and what was lost on the way', () => {
  const failure = (phase: 'unsent' | 'sent' | 'answering', faultKind: string, fault = 'ECONNRESET') =>
    relayError('WeChat.Unreachable', { phase, faultKind, fault, wasKept: true })
  expect(isUnsent(failure('unsent', 'connect'))).toBe(true)
  expect(isUnsent(failure('unsent', 'tls', 'CERT_HAS_EXPIRED'))).toBe(false)
  expect(isUnsent(failure('unsent', 'timeout', 'CALLER_DEADLINE'))).toBe(false)
  expect(isUnsent(failure('sent', 'closed'))).toBe(false)
  expect(isLost(failure('sent', 'closed'))).toBe(true)
  expect(isLost(failure('answering', 'closed'))).toBe(false)
  expect(
    isLost(relayError('WeChat.Unreachable', { phase: 'sent', faultKind: 'closed', wasKept: false })),
  ).toBe(false)
  expect(outcomeOf(relayError('WeChat.CodeUsed'))).toBe('other')
})
