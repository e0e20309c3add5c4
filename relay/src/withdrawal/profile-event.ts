import { Secret } from '../secret'

/** https://developers.weixin.qq.com/miniprogram/dev/server/event_push/platform/authorized_user_information_changes */
const NAMES = ['user_info_modified', 'user_authorization_revoke', 'user_authorization_cancellation'] as const

/**
 * A user took back name and picture, WeChat cleaned them, or the user left WeChat. The relay forgets both; a host's own
 * server has to do so too.
 */
export interface ProfileEvent {
  event: (typeof NAMES)[number]
  /** The mini program, or the plugin for a user of one. */
  appId: string
  /** The OpenID, or in a plugin the OpenPID. */
  openId: Secret
  /** Unix seconds, by WeChat's clock. */
  at: number
}

/** Nickname and avatar, nickname of the keyboard, avatar of the chooser. Other numbers are other data. */
const REVOKED = ['6', '19', '20']
const ID = /^[\w-]{1,128}$/

/**
 * The event that a message is; undefined for any other message, and for data that is neither name nor picture.
 *
 * @param receiver the AppID whose message push it came by
 */
export function readProfileEvent(
  message: Readonly<Record<string, string>>,
  receiver: string,
): ProfileEvent | undefined {
  const event = NAMES.find((name) => name === message.Event)
  if (event === undefined) return undefined
  const revoked = (message.RevokeInfo ?? '').split(/\D+/)
  if (event === 'user_authorization_revoke' && !revoked.some((each) => REVOKED.includes(each)))
    return undefined
  const { PluginID, OpenPID, AppID = receiver, OpenID, FromUserName, CreateTime } = message
  // The AppID of a plugin's event is the host's, where the plugin's user has another id.
  const isOfPlugin = PluginID !== undefined && OpenPID !== undefined
  const appId = isOfPlugin ? PluginID : AppID
  // One report of user_info_modified had no OpenID; the sender is the user too.
  const openId = isOfPlugin ? OpenPID : (OpenID ?? FromUserName)
  const at = Number(CreateTime)
  if (openId === undefined || !ID.test(openId) || !ID.test(appId) || !Number.isSafeInteger(at))
    return undefined
  return { event, appId, openId: new Secret(openId), at }
}
