import type { UpstreamReply } from '../upstream/operation'
import type { WeChatToken } from '../world/wechat-tokens'
import type { World } from '../world/world'
import { CGI_CONTENT_TYPE } from './stable-token'
import { weChatRefusal } from './wechat-reply'

/** The token in a query's `access_token`, or the refusal that WeChat answers. */
export function checkAccessToken(
  world: World,
  query: Readonly<Record<string, string>>,
): WeChatToken | { refusal: UpstreamReply } {
  const refusal = (errcode: number) => ({ refusal: weChatRefusal(CGI_CONTENT_TYPE, errcode) })
  if (!query['access_token']) return refusal(41001)
  const token = world.weChatTokens.find(query['access_token'])
  if (!token || token.revoked) return refusal(40001)
  return world.weChatTokens.secondsLeft(token) <= 0 ? refusal(42001) : token
}
