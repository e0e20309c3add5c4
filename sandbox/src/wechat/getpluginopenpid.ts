import { jsonObject } from '../upstream/json-object'
import type { UpstreamCall, UpstreamReply } from '../upstream/operation'
import { openPidOf } from '../world/wechat-ids'
import type { World } from '../world/world'
import { checkAccessToken } from './check-access-token'
import { CGI_CONTENT_TYPE } from './stable-token'
import { weChatRefusal, weChatReply } from './wechat-reply'

/**
 * Trades a `wx.pluginLogin` code for the user's id in this plugin, under this host.
 * https://developers.weixin.qq.com/miniprogram/dev/server/API/user-info/basic-info/api_getpluginopenpid
 *
 * What a spent or expired code is answered with is not established by that page; ours is 1007, as for a code
 * that it never knew.
 */
export function getPluginOpenPid(world: World, { query, body }: UpstreamCall): UpstreamReply {
  const token = checkAccessToken(world, query)
  if ('refusal' in token) return token.refusal

  const fields = jsonObject(body)
  if (!fields) return refuse(1022)
  if (typeof fields['code'] !== 'string' || fields['code'] === '') return refuse(1001, 'code must be a text')

  const code = world.codes.find(fields['code'])
  if (!code) return refuse(1007, 'The sandbox did not mint this code')
  if (code.codeType !== 'pluginLogin') return refuse(1007, 'This is a wx.login code: jscode2session takes it')
  if (code.appId !== token.appId) return refuse(1005, 'The access_token is that of another app')
  if (code.spent) return refuse(1007, 'The code has been used')
  if (world.codes.hasExpired(code)) return refuse(1007, 'The code has expired')

  code.spent = true
  const openpid = world.giveOut(openPidOf(code.user, code.hostAppId, code.appId), code.user)
  return weChatReply(CGI_CONTENT_TYPE, { errcode: 0, errmsg: 'ok', openpid })
}

function refuse(errcode: number, note?: string): UpstreamReply {
  return weChatRefusal(CGI_CONTENT_TYPE, errcode, note === undefined ? {} : { note })
}
