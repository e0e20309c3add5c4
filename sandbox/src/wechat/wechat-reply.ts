import { randomBytes } from 'node:crypto'
import type { UpstreamReply } from '../upstream/operation'

/**
 * WeChat's errcodes and the words that come with them.
 * https://developers.weixin.qq.com/miniprogram/dev/server/API/user-login/api_code2session
 */
const ERRMSG: Record<number, string> = {
  [-1]: 'system error',
  1000: 'system error',
  1001: 'invalid parameter',
  1003: 'too frequent',
  1005: 'plugin appid not match',
  1007: 'openpid data not found',
  1022: 'invalid json',
  40001: 'invalid credential, access_token is invalid or not latest',
  40002: 'invalid grant_type',
  40003: 'invalid openid',
  40013: 'invalid appid',
  40029: 'invalid code',
  40097: 'invalid args',
  40125: 'invalid appsecret',
  40163: 'code been used',
  40226: 'code blocked',
  40243: 'appsecret is frozen',
  41001: 'access_token missing',
  41002: 'appid missing',
  41004: 'appsecret missing',
  41008: 'missing code',
  42001: 'access_token expired',
  45009: 'reach max api daily quota limit',
  45011: 'api minute-quota reach limit, please try again in next minute',
  47001: 'data format error',
}

/** Where the answer comes from decides the Content-Type: the older `sns` calls send JSON as text/plain. */
export type WeChatContentType = 'text/plain' | 'application/json; encoding=utf-8'

export function weChatReply(contentType: WeChatContentType, body: Record<string, unknown>): UpstreamReply {
  return { status: 200, contentType, body }
}

/** A refusal: HTTP 200, an errcode, and an errmsg that ends in the id of the request. */
export function weChatRefusal(
  contentType: WeChatContentType,
  errcode: number,
  { errmsg = ERRMSG[errcode] ?? 'unknown error', note }: { errmsg?: string; note?: string } = {},
): UpstreamReply {
  const rid = `sandbox-${randomBytes(4).toString('hex')}`
  const reply = weChatReply(contentType, { errcode, errmsg: `${errmsg}, rid: ${rid}` })
  return note === undefined ? reply : { ...reply, note }
}
