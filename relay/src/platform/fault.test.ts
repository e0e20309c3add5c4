import { faultOf, isUnsent, outcomeOf } from './fault'

it.each([
  ['ENOTFOUND', 'dns', true],
  ['EAI_AGAIN', 'dns', true],
  ['ECONNREFUSED', 'connect', true],
  ['UND_ERR_CONNECT_TIMEOUT', 'connect', true],
  ['CERT_HAS_EXPIRED', 'tls', false],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls', false],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls', false],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls', false],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls', false],
  ['DEADLINE', 'timeout', false],
  ['UND_ERR_SOCKET', 'closed', false],
  ['ECONNRESET', 'closed', false],
  ['HTTP_502', 'http', false],
  ['NOT_HTTP', 'nonsense', false],
  ['EWHATEVER', 'other', false],
])('%s is of kind %s; not sent: %p', (fault, outcome, unsent) => {
  expect(outcomeOf(fault)).toBe(outcome)
  expect(isUnsent(fault)).toBe(unsent)
})

it.each([
  [{ code: 'ENOTFOUND' }, 'ENOTFOUND'],
  [{ name: 'HTTPParserError' }, 'NOT_HTTP'],
  [{ code: 'https://example.com/?secret=1' }, 'UNKNOWN'],
  [undefined, 'UNKNOWN'],
])('the fault of %p is %s', (error, fault) => {
  expect(faultOf(error)).toBe(fault)
})
