import type { RelayErrorCode } from '../../../../plugin/relay-client/contract'
import { relayError, type RelayError } from '../../errors'
import { parseJsonObject, type JsonObject } from '../../json-object'

const CODE_TO_SESSION =
  'https://developers.weixin.qq.com/miniprogram/dev/server/API/user-login/api_code2session'
const PLUGIN_OPENPID =
  'https://developers.weixin.qq.com/miniprogram/dev/server/API/user-info/basic-info/api_getpluginopenpid'
const ACCESS_TOKEN =
  'https://developers.weixin.qq.com/doc/offiaccount/Basic_Information/Get_access_token.html'
const CODE_USED = 'https://developers.weixin.qq.com/community/develop/doc/000262c8de4e78e7141ce6aa056c00'
const WRONG_CODE = 'https://developers.weixin.qq.com/community/develop/doc/000ae0670c4f3870e6fdd9f4e51800'
const OBSERVED = "not on WeChat's page of the call; reported by developers"

export interface ErrcodeRow {
  code: RelayErrorCode
  source: string
  hint?: string
}

const checkSecret = 'check WECHAT_APP_SECRET against the WeChat console.'
const checkWay = 'check what WECHAT_API_URL leads through.'

/** What WeChat's errcodes become. One that is not here is an unexpected reply, with its number in the log. */
const errcodeTable: Readonly<Record<number, ErrcodeRow>> = {
  [-1]: { code: 'WeChat.Busy', source: CODE_TO_SESSION },
  1000: { code: 'WeChat.Busy', source: PLUGIN_OPENPID },
  1001: { code: 'WeChat.CodeInvalid', source: PLUGIN_OPENPID },
  1003: { code: 'WeChat.RateLimited', source: PLUGIN_OPENPID },
  1005: {
    code: 'WeChat.WrongCodeType',
    source: PLUGIN_OPENPID,
    hint: 'The code is of another plugin: set WECHAT_APP_ID to that one.',
  },
  1007: {
    code: 'WeChat.WrongCodeType',
    source: WRONG_CODE,
    hint: 'Likely a code of wx.login: send codeType pluginLogin with a code of wx.pluginLogin only.',
  },
  1022: {
    code: 'WeChat.UnexpectedReply',
    source: PLUGIN_OPENPID,
    hint: `WeChat could not read our JSON: ${checkWay}`,
  },
  40001: {
    code: 'WeChat.CredentialsRejected',
    source: ACCESS_TOKEN,
    // Said of a wrong AppSecret, where an access token is asked for, and of a wrong access token.
    hint: `The AppSecret or the access token was refused: ${checkSecret}`,
  },
  40013: {
    code: 'WeChat.CredentialsRejected',
    source: OBSERVED,
    hint: 'WeChat does not know the AppID: correct WECHAT_APP_ID.',
  },
  40014: {
    code: 'WeChat.CredentialsRejected',
    source: OBSERVED,
    hint: 'The access token was refused twice, a fresh one included: check WECHAT_APP_ID and WECHAT_APP_SECRET.',
  },
  40029: { code: 'WeChat.CodeInvalid', source: CODE_TO_SESSION },
  40066: {
    code: 'WeChat.CredentialsRejected',
    source: OBSERVED,
    hint: 'WeChat does not know the address that was asked: check WECHAT_API_URL.',
  },
  40125: {
    code: 'WeChat.CredentialsRejected',
    source: OBSERVED,
    hint: `The AppSecret was refused: ${checkSecret}`,
  },
  40163: { code: 'WeChat.CodeUsed', source: CODE_USED },
  40164: {
    code: 'WeChat.CredentialsRejected',
    source: ACCESS_TOKEN,
    hint: "The relay's address is not on the IP list of this app: add it in the WeChat console.",
  },
  40226: { code: 'WeChat.UserBlocked', source: CODE_TO_SESSION },
  40243: {
    code: 'WeChat.CredentialsRejected',
    source: OBSERVED,
    hint: 'The AppSecret is frozen: unfreeze it in the WeChat console, or set WECHAT_APP_SECRET to a new one.',
  },
  41001: {
    code: 'WeChat.CredentialsRejected',
    source: OBSERVED,
    hint: `The access token did not arrive twice, a fresh one included: ${checkWay}`,
  },
  41002: {
    code: 'WeChat.CredentialsRejected',
    source: OBSERVED,
    hint: `The AppID did not arrive: ${checkWay}`,
  },
  41004: {
    code: 'WeChat.CredentialsRejected',
    source: OBSERVED,
    hint: `The AppSecret did not arrive: ${checkWay}`,
  },
  41008: { code: 'WeChat.CodeInvalid', source: OBSERVED, hint: `The code did not arrive: ${checkWay}` },
  42001: {
    code: 'WeChat.CredentialsRejected',
    source: ACCESS_TOKEN,
    hint: `The access token had expired twice, a fresh one included: ${checkWay}`,
  },
  45009: { code: 'WeChat.QuotaExceeded', source: PLUGIN_OPENPID },
  45011: { code: 'WeChat.RateLimited', source: CODE_TO_SESSION },
  48001: {
    code: 'WeChat.CredentialsRejected',
    source: OBSERVED,
    hint: 'The app may not use this call: look at its permissions in the WeChat console.',
  },
  50002: { code: 'WeChat.UserBlocked', source: OBSERVED },
}

/** The failure that an errcode stands for. WeChat's errmsg is not read: it may quote the request. */
export function errcodeError(errcode: number): RelayError {
  const row = errcodeTable[errcode]
  const upstreamCode = String(errcode)
  if (row === undefined) return relayError('WeChat.UnexpectedReply', { upstreamCode })
  return relayError(row.code, row.hint === undefined ? { upstreamCode } : { upstreamCode, hint: row.hint })
}

/** A successful reply of WeChat's as an object; throws the `RelayError` of its errcode. Pure. */
export function readReply(text: string): JsonObject {
  const reply = parseJsonObject(text)
  if (reply === undefined) {
    throw relayError('WeChat.UnexpectedReply', {
      hint: 'The reply was not a JSON object: correct WECHAT_API_URL, or what it leads through.',
    })
  }
  const { errcode } = reply
  // Success comes with errcode 0 from some calls and with none from others.
  if (errcode === undefined || errcode === 0) return reply
  if (typeof errcode === 'number' && Number.isSafeInteger(errcode)) throw errcodeError(errcode)
  throw relayError('WeChat.UnexpectedReply', { hint: `The errcode was not a whole number: ${checkWay}` })
}

/** A text that the reply must hold. */
export function requiredText(reply: JsonObject, name: string): string {
  const value = reply[name]
  if (typeof value === 'string' && value !== '') return value
  throw relayError('WeChat.UnexpectedReply', { hint: `The reply had no ${name}: ${checkWay}` })
}

/** 40125: not the AppSecret. 40243: it is frozen. 40001: the access token's call says so of a wrong AppSecret. */
const SECRET_REFUSED: ReadonlySet<string | undefined> = new Set(['40125', '40243', '40001'])

/** Whether a failure of code2Session or stable_token was that of the secret. */
export const isAppSecretRefused = ({ note }: RelayError): boolean => SECRET_REFUSED.has(note.upstreamCode)
