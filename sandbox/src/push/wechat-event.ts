import { openIdOf, openPidOf } from '../world/wechat-ids'

/** https://developers.weixin.qq.com/miniprogram/dev/server/event_push/platform/authorized_user_information_changes */
export const PROFILE_EVENTS = [
  'user_info_modified',
  'user_authorization_revoke',
  'user_authorization_cancellation',
] as const

export type ProfileEvent = (typeof PROFILE_EVENTS)[number]

/** The account that the message push belongs to. */
const TO = 'gh_sandbox00001'

export interface EventRequest {
  event: ProfileEvent
  user: string
  appId: string
  /** Which data: 6 nickname and avatar, 19 nickname of the keyboard, 20 avatar of the chooser. */
  revokeInfo: string
  /** For a user of a plugin: the mini program that it runs in. Then `appId` is the plugin's. */
  hostAppId?: string
  /** Left out in a report of a developer about user_info_modified. */
  withoutOpenId: boolean
  /** Unix seconds. */
  at: number
}

/** What WeChat tells of a user who takes back a name or picture, whose profile was cleaned, or who left WeChat. */
export function profileEvent({ event, user, appId, revokeInfo, hostAppId, withoutOpenId, at }: EventRequest) {
  const openId = openIdOf(user, hostAppId ?? appId)
  const plugin =
    hostAppId === undefined ? {} : { PluginID: appId, OpenPID: openPidOf(user, hostAppId, appId) }
  return {
    ToUserName: TO,
    FromUserName: openId,
    CreateTime: at,
    MsgType: 'event',
    Event: event,
    ...(withoutOpenId ? {} : { OpenID: openId }),
    AppID: hostAppId ?? appId,
    RevokeInfo: revokeInfo,
    ...plugin,
  }
}

/** How a picture that was handed to media_check_async was found. */
export const SUGGESTIONS = ['pass', 'risky', 'review'] as const

export type Suggestion = (typeof SUGGESTIONS)[number]

/** WeChat's labels: nothing found, and other. */
const LABEL_NORMAL = 100
const LABEL_OTHER = 21000

/** The result of media_check_async, which comes as an event too. */
export function mediaCheckEvent(
  { traceId, appId, openId }: { traceId: string; appId: string; openId: string },
  suggest: Suggestion,
  at: number,
) {
  return {
    ToUserName: TO,
    FromUserName: openId,
    CreateTime: at,
    MsgType: 'event',
    Event: 'wxa_media_check',
    appid: appId,
    trace_id: traceId,
    version: 2,
    errcode: 0,
    errmsg: 'ok',
    result: { suggest, label: suggest === 'pass' ? LABEL_NORMAL : LABEL_OTHER },
  }
}
