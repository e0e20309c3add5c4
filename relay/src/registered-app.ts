import type { Secret } from './secret'

/** Which of WeChat's ids is sent as `WxOpenID`. Changing it later gives every user a new account. */
export type IdKind = 'openid' | 'unionid'

/** Whose AppID it is. Only a plugin's own AppID can exchange codes of `wx.pluginLogin`. */
export type AppKind = 'miniProgram' | 'plugin'

/** What a user of tx-iot-sdk is called: by an id made of the one that is sent as `WxOpenID`, or by the OpenID. */
export const txIotUserIds = ['derived', 'openid'] as const
export type TxIotUserIdKind = (typeof txIotUserIds)[number]

/** A mini program or plugin that this relay serves, with what it takes to speak for it. */
export interface RegisteredApp {
  appId: string
  kind: AppKind
  idKind: IdKind
  /** Default: `derived`. Changing it later gives every user a new account. */
  txIotUserId?: TxIotUserIdKind
  wechatAppSecret: Secret
  /** The one before, while it is being replaced. */
  previousWechatAppSecret?: Secret
  iotAppKey: string
  iotAppSecret: Secret
  /** The one before, while it is being replaced. */
  previousIotAppSecret?: Secret
}
