import crypto, { createHash } from 'node:crypto'
import type { HostRules } from '../registered-app'
import { Secret } from '../secret'
import { hostOf } from './host-sign'

const HOST = 'wx00000000000000aa'
const NOW = 1_767_225_600
const NONCE = '0f3c9a5d7b1e2468ace013579bdf2468'
const TOKEN = 'ExamplePluginToken0001'
const referer = (appId = HOST, version = '12') =>
  `https://servicewechat.com/${appId}/${version}/page-frame.html`

const rulesOf = (rules: Partial<HostRules> = {}): HostRules => ({
  pluginToken: new Secret(TOKEN),
  developmentHosts: [],
  ...rules,
})

interface Asked {
  signed?: object | string | undefined
  from?: string | undefined
  rules?: Partial<HostRules>
  at?: number
}

const H1 = { noncestr: NONCE, timestamp: NOW, signature: 'df695e8e98cf868088f9575cf6ec29170e7a4061' }
const H2 = {
  noncestr: 'zz9a5d7b1e2468ace013579bdf246800',
  timestamp: NOW,
  signature: '9e680c864016d7bdbca3bce4c60dcfd05e8b7f05',
}
const H3 = { ...H1, signature: 'd3acb24001d79b82b1f4ede6221842df32527a60' }

function ask(asked: Asked) {
  const { signed = H1, at = NOW, rules } = asked
  const from = 'from' in asked ? asked.from : referer()
  const header = typeof signed === 'string' ? signed : JSON.stringify(signed)
  return hostOf({ 'x-wechat-hostsign': header, referer: from }, rulesOf(rules), at)
}

/** As WeChat would sign it, for what the vectors leave out. */
function sign(appId: string, timestamp: number): object {
  const parts = [appId, NONCE, String(timestamp), TOKEN]
  const signature = createHash('sha1').update(parts.sort().join('')).digest('hex')
  return { noncestr: NONCE, timestamp, signature }
}

const known = { appId: HOST }
const failed = (failure: string) => ({ failure })

test.each<[string, Asked, object]>([
  ['vector H1', {}, known],
  ['vector H2', { signed: H2 }, known],
  [
    'vector H3, with its token',
    { signed: H3, rules: { pluginToken: new Secret('exampleplugintoken0003') } },
    known,
  ],
  ['vector H3, with another token', { signed: H3 }, failed('wrong')],
  ['a time as text', { signed: { ...H1, timestamp: String(NOW) } }, known],
  ['a signature in capitals', { signed: { ...H1, signature: H1.signature.toUpperCase() } }, known],
  ['further keys', { signed: { ...H1, more: { a: 1 } } }, known],
  [
    'the token before',
    { rules: { pluginToken: new Secret('the-new-one'), previousPluginToken: new Secret(TOKEN) } },
    known,
  ],
  [
    'neither token',
    { rules: { pluginToken: new Secret('a'), previousPluginToken: new Secret('b') } },
    failed('wrong'),
  ],
  [
    'parts joined unsorted',
    { signed: { ...H1, signature: '01ed6f3013ad1f794c4c1d49d2c2171251c82b6f' } },
    failed('wrong'),
  ],
  ['another time', { signed: { ...H1, timestamp: NOW + 1 } }, failed('wrong')],
  ['another nonce', { signed: { ...H1, noncestr: H2.noncestr } }, failed('wrong')],
  ["another host's Referer", { from: referer('wx00000000000000ab') }, failed('wrong')],
  ['a Referer in another case', { from: referer('wx00000000000000AA') }, failed('wrong')],
])('%s', (_, asked, outcome) => {
  expect(ask(asked)).toEqual(outcome)
})

test.each<[string, number, object]>([
  ['ten minutes old, as an honest pair may be', 600, known],
  ['15 minutes old', 900, known],
  ['older', 901, failed('stale')],
  ['5 minutes ahead', -300, known],
  ['further ahead', -301, failed('stale')],
])('a pair that is %s', (_, age, outcome) => {
  expect(ask({ at: NOW + age })).toEqual(outcome)
})

test.each<[string, string | string[] | undefined]>([
  ['absent', undefined],
  ['empty', ''],
])('a header that is %s is missing', (_, header) => {
  expect(hostOf({ 'x-wechat-hostsign': header, referer: referer() }, rulesOf(), NOW)).toEqual(
    failed('missing'),
  )
})

test.each<[string, object | string]>([
  ['no JSON', '{'],
  ['null', 'null'],
  ['a list', '[]'],
  ['a text', '"a"'],
  ['two of them', `${JSON.stringify(H1)}, ${JSON.stringify(H1)}`],
  ['too long', { ...H1, more: 'x'.repeat(600) }],
  ['without a nonce', { ...H1, noncestr: undefined }],
  ['with an empty nonce', { ...H1, noncestr: '' }],
  ['with a nonce of 129 characters', { ...H1, noncestr: 'a'.repeat(129) }],
  ['with a nonce that is not ASCII', { ...H1, noncestr: '微信' }],
  ['with a nonce that is a number', { ...H1, noncestr: 7 }],
  ['without a time', { ...H1, timestamp: undefined }],
  ['with a broken time', { ...H1, timestamp: 1.5 }],
  ['with a time before 1970', { ...H1, timestamp: -1 }],
  ['with a time in words', { ...H1, timestamp: 'now' }],
  ['with half a signature', { ...H1, signature: H1.signature.slice(20) }],
  ['with a signature that is no hex', { ...H1, signature: 'g'.repeat(40) }],
  ['without a signature', { ...H1, signature: null }],
])('a header that is %s is malformed', (_, signed) => {
  expect(ask({ signed })).toEqual(failed('malformed'))
})

test.each([
  undefined,
  '',
  'https://servicewechat.com/',
  `https://servicewechat.com.example.com/${HOST}/12/page-frame.html`,
  `http://servicewechat.com/${HOST}/12/page-frame.html`,
  `https://servicewechat.com/${HOST}/page-frame.html`,
  `https://servicewechat.com/${HOST}/12/page-frame.html?a`,
  `https://servicewechat.com/touristappid/12/page-frame.html`,
])('the Referer %j names no host', (from) => {
  expect(ask({ from })).toEqual(failed('noHost'))
})

describe('the lists of hosts', () => {
  const other = ['wx00000000000000ab']
  test.each<[string, Partial<HostRules>, string, object]>([
    ['a host on the list', { hosts: [HOST] }, '12', known],
    ['a host that is not on it', { hosts: other }, '12', failed('notAllowed')],
    ['a development host in a preview', { hosts: other, developmentHosts: [HOST] }, '0', known],
    ['a development host in DevTools', { hosts: other, developmentHosts: [HOST] }, 'devtools', known],
    [
      'a development host as a release',
      { hosts: other, developmentHosts: [HOST] },
      '12',
      failed('notAllowed'),
    ],
    ['any host without a list', { developmentHosts: other }, '12', known],
  ])('%s', (_, rules, version, outcome) => {
    expect(ask({ rules, from: referer(HOST, version) })).toEqual(outcome)
  })
})

test('what is older than any vector is signed the same way', () => {
  const at = NOW + 86_400
  expect(ask({ signed: sign(HOST, at), at })).toEqual(known)
})

test.each<[string, Asked, number]>([
  ['a good pair', {}, 1],
  [
    'one by the token before',
    { rules: { pluginToken: new Secret('the-new-one'), previousPluginToken: new Secret(TOKEN) } },
    2,
  ],
  ['a malformed one', { signed: '{}' }, 0],
  ['a Referer that names no host', { from: undefined }, 0],
])('%s costs as many hashes as it must', (_, asked, count) => {
  const hash = jest.spyOn(crypto, 'hash')
  ask(asked)
  expect(hash).toHaveBeenCalledTimes(count)
})
