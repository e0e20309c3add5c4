import { jsonObject } from '../upstream/json-object'
import type { UpstreamCall, UpstreamReply } from '../upstream/operation'
import type { World } from '../world/world'
import { checkAccessToken } from './check-access-token'
import { CGI_CONTENT_TYPE } from './stable-token'
import { weChatRefusal, weChatReply } from './wechat-reply'

const IMAGE = 2
const SCENES = [1, 2, 3, 4]

/**
 * Takes the address of a picture to check. The result comes later, by an event: `POST /sandbox/wechat-events`.
 * https://developers.weixin.qq.com/miniprogram/dev/server/API/sec-center/sec-check/api_mediacheckasync
 */
export function mediaCheckAsync(world: World, { query, body }: UpstreamCall): UpstreamReply {
  const token = checkAccessToken(world, query)
  if ('refusal' in token) return token.refusal
  const fields = jsonObject(body)
  if (!fields) return refuse(47001)
  const { media_url, media_type, version, scene, openid } = fields
  if (typeof media_url !== 'string' || !/^https?:\/\//.test(media_url)) {
    return refuse(40003, 'media_url must be an http or https address')
  }
  if (media_type !== IMAGE) return refuse(40097, 'The sandbox checks pictures: media_type must be 2')
  if (version !== 2) return refuse(40097, 'version must be 2')
  if (!SCENES.includes(scene as number)) return refuse(40097, 'scene must be 1, 2, 3 or 4')
  if (typeof openid !== 'string' || world.userBehind(openid) === undefined) {
    return refuse(40003, 'openid must be one that the sandbox has given out')
  }
  const { traceId } = world.mediaChecks.add({ appId: token.appId, openId: openid, mediaUrl: media_url })
  return weChatReply(CGI_CONTENT_TYPE, { errcode: 0, errmsg: 'ok', trace_id: traceId })
}

function refuse(errcode: number, note?: string): UpstreamReply {
  return weChatRefusal(CGI_CONTENT_TYPE, errcode, note === undefined ? {} : { note })
}
