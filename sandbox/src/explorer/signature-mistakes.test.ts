import { createHash, createHmac } from 'node:crypto'
import { signatureReport } from './signature-mistakes'

const SECRET = 'ExampleAppSecret0001'
const APP = { appId: 'wx1', appSecret: 'wechat-secret', iotAppKey: 'ExampleAppKey0001', iotAppSecret: SECRET }
const OTHER = { appId: 'wx2', appSecret: 'other-wechat', iotAppKey: 'Other', iotAppSecret: 'OtherSecret' }

const PARAMETERS = {
  lang: 'zh',
  Avatar: 'https://example.com/a.png?x=1&y=2',
  NickName: '微信用户 😀',
  extra_key: 'v_1',
  Empty: '',
  AppKey: 'ExampleAppKey0001',
  Nonce: 2,
  Timestamp: 1552621825,
}

const right = (pairs: [string, string][]) => pairs.map((pair) => pair.join('=')).join('&')
const PAIRS: [string, string][] = [
  ['AppKey', 'ExampleAppKey0001'],
  ['Avatar', 'https://example.com/a.png?x=1&y=2'],
  ['NickName', '微信用户 😀'],
  ['Nonce', '2'],
  ['Timestamp', '1552621825'],
  ['extra.key', 'v_1'],
  ['lang', 'zh'],
]
const MESSAGE = right(PAIRS)
const hmac = (message: string, secret = SECRET, hash = 'sha1') => createHmac(hash, secret).update(message)
const base64 = (message: string, secret?: string) => hmac(message, secret).digest('base64')

const report = (Signature: unknown) => signatureReport({ ...PARAMETERS, Signature }, APP, [APP, OTHER])

test('a right signature is valid, and shows what was signed', () => {
  expect(report(base64(MESSAGE))).toEqual({ valid: true, stringToSign: MESSAGE, mistakes: [] })
})

const encoded = (encode: (value: string) => string) =>
  right(PAIRS.map(([name, value]) => [name, encode(value)]))
const BYTES = hmac(MESSAGE).digest()

test.each<[string, string]>([
  ['URL-encoded', base64(encoded(encodeURIComponent))],
  ['URL-encoded', base64(encoded((value) => new URLSearchParams({ v: value }).toString().slice(2)))],
  [
    'not sorted',
    base64(
      `lang=zh&Avatar=${PAIRS[1]?.[1]}&NickName=${PAIRS[2]?.[1]}&extra.key=v_1&AppKey=ExampleAppKey0001&Nonce=2&Timestamp=1552621825`,
    ),
  ],
  [
    'without regard to case',
    base64(right([PAIRS[0]!, PAIRS[1]!, PAIRS[5]!, PAIRS[6]!, ...PAIRS.slice(2, 5)])),
  ],
  ['Empty values', base64(MESSAGE.replace('&NickName', '&Empty=&NickName'))],
  ['underscore', base64(MESSAGE.replace('extra.key', 'extra_key'))],
  ['underscore of a value', base64(MESSAGE.replace('v_1', 'v.1'))],
  ['lower case', base64(MESSAGE.toLowerCase())],
  ['hexadecimal', BYTES.toString('hex')],
  ['hexadecimal', BYTES.toString('hex').toUpperCase()],
  ['Base64 of the hexadecimal', Buffer.from(BYTES.toString('hex')).toString('base64')],
  ['Base64url', BYTES.toString('base64url')],
  ['URL-encoded after', encodeURIComponent(BYTES.toString('base64'))],
  ['SHA-256', hmac(MESSAGE, SECRET, 'sha256').digest('base64')],
  [
    'without a key',
    createHash('sha1')
      .update(MESSAGE + SECRET)
      .digest('base64'),
  ],
  ['another app', base64(MESSAGE, 'OtherSecret')],
  ['AppKey', base64(MESSAGE, 'ExampleAppKey0001')],
  ['WeChat', base64(MESSAGE, 'wechat-secret')],
  ['quotes or blanks', base64(MESSAGE, `"${SECRET}"`)],
  ['quotes or blanks', base64(MESSAGE, `${SECRET}\n`)],
])('%s is recognised', (words, Signature) => {
  const { valid, mistakes } = report(Signature)
  expect(valid).toBe(false)
  expect(mistakes).toEqual([expect.stringContaining(words)])
})

test('two mistakes at once are recognised as two', () => {
  const Signature = hmac(encoded(encodeURIComponent)).digest('hex')
  const { mistakes } = report(Signature)
  expect(mistakes).toHaveLength(2)
  expect(mistakes.join()).toMatch(/URL-encoded.*hexadecimal/)
})

test('what the client of 2020 signs and then loses in JSON is recognised', () => {
  const parameters = { AppKey: 'ExampleAppKey0001', Nonce: 2 }
  const Signature = base64('AppKey=ExampleAppKey0001&Avatar=undefined&NickName=undefined&Nonce=2')
  const { mistakes } = signatureReport({ ...parameters, Signature }, APP, [APP])
  expect(mistakes).toEqual([expect.stringContaining('undefined')])
})

test('a value that is null and was signed as "null" is recognised', () => {
  const parameters = { AppKey: 'ExampleAppKey0001', NickName: null }
  const Signature = base64('AppKey=ExampleAppKey0001&NickName=null')
  expect(signatureReport({ ...parameters, Signature }, APP, [APP]).mistakes).toEqual([
    expect.stringContaining('"null"'),
  ])
})

test.each([undefined, 'AAAA', 7])('a signature of %p is no known mistake', (Signature) => {
  expect(report(Signature)).toEqual({ valid: false, stringToSign: MESSAGE, mistakes: [] })
})

test('no report holds a secret or the signature that would be right', () => {
  for (const Signature of ['AAAA', base64(MESSAGE, 'OtherSecret'), BYTES.toString('hex')]) {
    const text = JSON.stringify(report(Signature))
    for (const secret of [SECRET, 'OtherSecret', 'wechat-secret', base64(MESSAGE)])
      expect(text).not.toContain(secret)
  }
})

test('half of a surrogate pair is no reason to fail', () => {
  const parameters = { NickName: '\ud83d', Signature: 'AAAA' }
  expect(signatureReport(parameters, APP, [APP]).valid).toBe(false)
})
