import { randomBytes } from 'node:crypto'
import type { UpstreamReply } from '../upstream/operation'
import { openIdOf, unionIdOf } from '../world/wechat-ids'
import type { World } from '../world/world'
import { weChatRefusal, weChatReply } from './wechat-reply'

/** WeChat sends JSON under this name here, and clients that look at the header first stumble over it. */
export const JSCODE2SESSION_CONTENT_TYPE = 'text/plain'

/**
 * Trades a `wx.login` code for the user's ids.
 * https://developers.weixin.qq.com/miniprogram/dev/server/API/user-login/api_code2session
 *
 * The page does not say in which order it checks. Ours: what is missing, grant_type, the app, the code.
 */
export function jscode2session(world: World, query: Record<string, string>): UpstreamReply {
  if (!query['appid']) return refuse(41002)
  if (!query['secret']) return refuse(41004)
  if (!query['js_code']) return refuse(41008)
  if (query['grant_type'] !== 'authorization_code')
    return refuse(40002, 'grant_type must be authorization_code')

  const app = world.appByAppId(query['appid'])
  if (!app) return refuse(40013, 'The sandbox has no app with this AppID')
  if (app.appSecret !== query['secret']) return refuse(40125)

  const code = world.codes.find(query['js_code'])
  if (!code) return refuse(40029, 'The sandbox did not mint this code')
  if (code.appId !== app.appId) return refuse(40029, 'The code belongs to another app')
  if (code.codeType !== 'login')
    return refuse(40029, 'This is a wx.pluginLogin code: getpluginopenpid takes it')
  if (code.spent) return refuse(40163)
  if (world.codes.hasExpired(code)) return refuse(40029, 'The code has expired')

  code.spent = true
  const { user } = code
  return weChatReply(JSCODE2SESSION_CONTENT_TYPE, {
    session_key: randomBytes(16).toString('base64'),
    openid: world.giveOut(openIdOf(user, app.appId), user),
    ...(app.hasUnionId ? { unionid: world.giveOut(unionIdOf(user), user) } : {}),
  })
}

function refuse(errcode: number, note?: string): UpstreamReply {
  return weChatRefusal(JSCODE2SESSION_CONTENT_TYPE, errcode, note === undefined ? {} : { note })
}
