import { loadConfig } from './config/config'
import { variables } from './config/variables'
import { RelayError } from './errors'
import { hostHints } from './host-sign/verify-host'
import { logEvent, type LogFields } from './log'
import { pickApp } from './login/login'
import { ON_LOGIN_HINT } from './on-login/tell-login'
import { platformError } from './platform/explorer/error-codes'
import { readEnvelope } from './platform/explorer/app-get-token'
import { hintOfWay } from './platform/fault'
import { errcodeError, readReply, requiredText } from './platform/wechat/errcodes'
import { readCodeToSession } from './platform/wechat/exchange-code'
import { cureOf } from './redis-cures'

/** What was found, and after a colon or an "or", the cure: a verb of what to do. */
const FOUND_AND_CURE =
  /^[A-Z][^:]+: (add|allow|bind|bring|buy|check|compare|copy|correct|link|look|name|pay|raise|renew|send|set|switch|take|unfreeze|wait)\b/
const NAMES = new RegExp(`\\b(${Object.keys(variables).join('|')})\\b`)

const noteOf = (error: RelayError): string[] => (error.note.hint === undefined ? [] : [error.note.hint])
function thrownBy(work: () => unknown): string[] {
  try {
    work()
  } catch (error) {
    if (error instanceof RelayError) return noteOf(error)
    throw error
  }
  throw new Error('It did not fail')
}

const numbers = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index)
const errcodes = [-1, ...numbers(1000, 1100), ...numbers(40_000, 50_100)]
const codes = [
  'AuthFailure',
  'InvalidParameterValue',
  'InvalidParameterValue.AppNotExists',
  'InvalidParameterValue.AppNoPermission',
  'UnauthorizedOperation',
  'UnauthorizedOperation.NoPermissionToInstance',
  'UnauthorizedOperation.UserLicenseExceedLimit',
  'UnsupportedOperation.InstanceIsolated',
  'UnsupportedOperation.UnpaidOrder',
  'LimitExceeded',
  7,
]
const ways = ['HTTP_404', 'HTTP_301', 'NOT_HTTP', 'ENOTFOUND', 'ERR_TLS_CERT_ALTNAME_INVALID', 'ECONNREFUSED']
const causes = 'WRONGPASS NOAUTH NOPERM READONLY OOM MISCONF NOREPLICAS MOVED CLUSTERDOWN DATABASE SENTINEL'

function logged(): string[] {
  const hints: string[] = []
  const log = (_level: string, _event: string, { hint }: LogFields = {}): void => {
    if (hint !== undefined) hints.push(String(hint))
  }
  logEvent(log, { type: 'store', isShared: false })
  logEvent(log, { type: 'pause', upstream: 'WeChat', milliseconds: 1000 })
  logEvent(log, { type: 'clock', upstream: 'WeChat', seconds: 60 })
  return hints
}

const APP = {
  WECHAT_APP_ID: 'wx0123456789abcdef',
  WECHAT_APP_SECRET: 'w-1',
  IOT_APP_KEY: 'k-1',
  IOT_APP_SECRET: 'i-1',
}

/** Those that a wrong setting can lead to. */
const ofSettings: Record<string, string[]> = {
  'a path of an upstream': ways.flatMap((fault) =>
    (['WeChat', 'IoTExplorer'] as const).map((upstream) => hintOfWay(upstream, fault, 'unsent')?.hint ?? ''),
  ),
  'a reply that is not of WeChat': [
    ...thrownBy(() => readReply('<html>')),
    ...thrownBy(() => readReply('{"errcode":"x"}')),
    ...thrownBy(() => requiredText({}, 'openid')),
  ],
  'a reply that is not of IoT Explorer': [
    '<html>',
    '{"code":0}',
    '{"code":7,"data":{}}',
    '{"data":{"Error":1}}',
  ].flatMap((text) => thrownBy(() => readEnvelope(text))),
  'credentials of WeChat': [
    40_001, 40_013, 40_014, 40_066, 40_125, 40_243, 41_001, 41_002, 41_004, 42_001,
  ].flatMap((errcode) => noteOf(errcodeError(errcode))),
  'credentials of IoT Explorer': [
    ...codes.slice(0, 4).flatMap((code) => noteOf(platformError(code, ''))),
    ...['signature', 'AppKey', 'x'].flatMap((text) => noteOf(platformError('InvalidParameterValue', text))),
  ],
  'a user without a UnionID': thrownBy(() => readCodeToSession('{"openid":"o"}', 'unionid')),
  'a plugin taken for a mini program': thrownBy(() =>
    pickApp(loadConfig(APP).apps, { codeType: 'pluginLogin', appId: undefined } as never),
  ),
  "a plugin's users by UnionID": thrownBy(() =>
    pickApp(loadConfig({ ...APP, WECHAT_APP_KIND: 'plugin', WX_ID_KIND: 'unionid' }).apps, {
      code: 'c',
      codeType: 'pluginLogin',
    }),
  ),
  "a plugin's hosts": [hostHints.wrong, hostHints.notAllowed],
  'a Redis that refuses': [
    'WRONGPASS',
    'NOAUTH',
    'NOPERM',
    'READONLY',
    'MOVED',
    'DATABASE',
    'SENTINEL',
    'ENOTFOUND',
  ].map((cause) => cureOf(cause) ?? ''),
}

describe.each(Object.entries(ofSettings))('a hint about %s', (_what, hints) => {
  test('says what was found, then the cure, and names the variable', () => {
    expect(hints.length).toBeGreaterThan(0)
    for (const hint of hints) {
      expect(hint).toMatch(FOUND_AND_CURE)
      expect(hint).toMatch(NAMES)
    }
  })
})

test('every other hint says what was found, then the cure', () => {
  const all = [
    ...errcodes.flatMap((errcode) => noteOf(errcodeError(errcode))),
    ...codes.flatMap((code) => noteOf(platformError(code, ''))),
    ...causes.split(' ').map((cause) => cureOf(cause) ?? ''),
    ...Object.values(hostHints),
    ON_LOGIN_HINT,
    ...logged(),
  ]
  expect(all.length).toBeGreaterThan(30)
  expect(all.filter((hint) => !FOUND_AND_CURE.test(hint))).toEqual([])
})
