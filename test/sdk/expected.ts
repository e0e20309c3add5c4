import { DEFAULT_APP } from '../../sandbox/src'
import { OTHER_APP } from './bench'
import type { Seen } from './situations'
import type { Way } from './way'

export const MATTER_OF_ORDER = 'a matter of order'

/** What is to be seen. Where calls race, the order decides how some end ({@link MATTER_OF_ORDER}), and how often the platform is asked. */
export interface Expected extends Omit<Seen, 'ended' | 'requests'> {
  ended: string
  /** An exact number, or from one number to another. */
  requests: number | [least: number, most: number]
}

const OURS = [`iot-login:v1:${DEFAULT_APP.iotAppKey}`]
const SDKS = ['__qcloud-iotexplorer-appdev-sdk-accessToken']
const NOTHING: string[] = []

type Row = [ended: Expected['ended'], logins: number, requests: Expected['requests'], keys: string[]]

const rows: Record<string, Record<Way['name'], Row>> = {
  'cold start': {
    'iot-login': ['ok', 1, 1, OURS],
    documented: ['ok', 1, 1, SDKS],
  },
  'warm start': {
    'iot-login': ['ok', 0, 2, OURS],
    documented: ['ok', 0, 1, SDKS],
  },
  '3 parallel `init()`': {
    'iot-login': ['ok', 1, 1, OURS],
    documented: ['ok', 1, 1, SDKS],
  },
  '5 parallel calls after the token expired': {
    'iot-login': [MATTER_OF_ORDER, 1, [16, 20], OURS],
    documented: [MATTER_OF_ORDER, 5, 15, SDKS],
  },
  '5 parallel calls after the token expired, one refusal late': {
    'iot-login': [MATTER_OF_ORDER, 1, [16, 20], OURS],
    documented: [MATTER_OF_ORDER, 5, 15, SDKS],
  },
  'stored token revoked before the start': {
    'iot-login': ['ok', 1, 2, OURS],
    documented: ['ok', 1, 2, SDKS],
  },
  'token revoked while in use': {
    'iot-login': ['ok', 1, 4, OURS],
    documented: ['ok', 1, 3, SDKS],
  },
  'platform out of reach right after a login, then `init()` again': {
    'iot-login': ['code: WX_API_FAIL, ok', 1, 3, OURS],
    documented: ['code: WX_API_FAIL, ok', 2, 2, SDKS],
  },
  'a call after logout': {
    'iot-login': ['code: VERIFY_LOGIN_FAIL', 0, 1, OURS],
    documented: ['ok', 1, 2, SDKS],
  },
  'start after logout': {
    'iot-login': ['code: Client.SignedOut', 0, 1, OURS],
    documented: ['ok', 1, 1, SDKS],
  },
  'back end out of reach, then back': {
    'iot-login': ['code: Client.NetworkFailed, ok', 2, 1, OURS],
    documented: ['code: WX_API_FAIL, ok', 2, 1, SDKS],
  },
  'back end that never answers': {
    'iot-login': ['code: Client.RequestTimeout', 1, 0, NOTHING],
    documented: ['no answer', 1, 0, NOTHING],
  },
  'login refused by the platform': {
    'iot-login': ['code: InvalidParameterValue.UserLoginForbidden', 1, 0, NOTHING],
    documented: ['code: InvalidParameterValue.UserLoginForbidden', 1, 0, NOTHING],
  },
  'another AppKey on the same phone': {
    'iot-login': [
      `ok, account of ${OTHER_APP.iotAppKey}`,
      1,
      1,
      [...OURS, `iot-login:v1:${OTHER_APP.iotAppKey}`],
    ],
    documented: [`ok, account of ${DEFAULT_APP.iotAppKey}`, 0, 1, SDKS],
  },
  "a web page in place of the platform's answer": {
    'iot-login': ['ok', 1, 1, OURS],
    documented: ['ok', 1, 1, SDKS],
  },
}

export function expectedOf(situation: string, way: Way['name']): Expected {
  const row = rows[situation]?.[way]
  if (row === undefined) throw new Error(`Nothing is expected of "${situation}"`)
  const [ended, logins, requests, keys] = row
  return { ended, logins, requests, keys }
}
