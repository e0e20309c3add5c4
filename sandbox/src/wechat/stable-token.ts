import { jsonObject } from '../upstream/json-object'
import type { UpstreamReply } from '../upstream/operation'
import type { World } from '../world/world'
import { weChatRefusal, weChatReply } from './wechat-reply'

export const CGI_CONTENT_TYPE = 'application/json; encoding=utf-8'

/**
 * The app's access token: the same one while it is good, another one in its last five minutes or when forced.
 * https://developers.weixin.qq.com/minigame/dev/api-backend/open-api/access-token/auth.getStableAccessToken.html
 *
 * The quotas of the page (10 000 a minute; forced refreshes 20 a day and 30 seconds apart) are not imitated:
 * queue a fault with errcode 45009 or 45011 instead.
 */
export function stableToken(world: World, body: string): UpstreamReply {
  const fields = jsonObject(body)
  if (!fields) return refuse(47001)
  const { grant_type, appid, secret, force_refresh = false } = fields
  if (grant_type !== 'client_credential') return refuse(40002, 'grant_type must be client_credential')
  if (!appid) return refuse(41002)
  if (!secret) return refuse(41004)
  if (typeof force_refresh !== 'boolean') return refuse(47001, 'force_refresh must be true or false')

  const app = world.apps.find((known) => known.appId === appid)
  if (!app) return refuse(40013, 'The sandbox has no app with this AppID')
  if (app.appSecret !== secret) return refuse(40125)

  const token = world.weChatTokens.stable(app.appId, force_refresh)
  return weChatReply(CGI_CONTENT_TYPE, {
    access_token: token.token,
    expires_in: world.weChatTokens.secondsLeft(token),
  })
}

function refuse(errcode: number, note?: string): UpstreamReply {
  return weChatRefusal(CGI_CONTENT_TYPE, errcode, note === undefined ? {} : { note })
}
