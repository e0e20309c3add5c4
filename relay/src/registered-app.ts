import type { Secret } from './secret'

/** Which of WeChat's ids is sent as `WxOpenID`. Changing it later gives every user a new account. */
export type IdKind = 'openid' | 'unionid'

/** Whose AppID it is. Only a plugin's own AppID can exchange codes of `wx.pluginLogin`. */
export type AppKind = 'miniProgram' | 'plugin'

/** What a user of tx-iot-sdk is called: by an id made of the one that is sent as `WxOpenID`, or by the OpenID. */
export const txIotUserIds = ['derived', 'openid'] as const
export type TxIotUserIdKind = (typeof txIotUserIds)[number]

/** What the relay of a plugin checks of the mini programs that its requests come from. */
export interface HostRules {
  /** The token in the plugin's basic settings in the WeChat console. */
  pluginToken: Secret
  /** The one before, while it is being replaced. */
  previousPluginToken?: Secret
  /** AppIDs of the mini programs that are let in. Absent: all whose requests WeChat has signed. */
  hosts?: readonly string[]
  /** Let in as well, but not as a release: previews, trial versions, WeChat's review. */
  developmentHosts: readonly string[]
}

/** Of the message push settings in WeChat's console. */
export interface PushSecrets {
  token: Secret
  /** EncodingAESKey; absent in the plain mode. */
  aesKey?: Secret
}

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
  /** Of a plugin; absent: its hosts are not checked. */
  hostRules?: HostRules
  /** Absent: WeChat's events are not taken. */
  push?: PushSecrets
}
