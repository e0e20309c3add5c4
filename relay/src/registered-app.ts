import type { Secret } from './secret'

/** Which of WeChat's ids is sent as `WxOpenID`. Changing it later gives every user a new account. */
export type IdKind = 'openid' | 'unionid'

/** Whose AppID it is. Only a plugin's own AppID can exchange codes of `wx.pluginLogin`. */
export type AppKind = 'miniProgram' | 'plugin'

/** A mini program or plugin that this relay serves, with what it takes to speak for it. */
export interface RegisteredApp {
  appId: string
  kind: AppKind
  idKind: IdKind
  wechatAppSecret: Secret
  /** The one before, while it is being replaced. */
  previousWechatAppSecret?: Secret
  iotAppKey: string
  iotAppSecret: Secret
  /** The one before, while it is being replaced. */
  previousIotAppSecret?: Secret
}
