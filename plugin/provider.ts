/** The relay of the plugin's publisher, and the AppKey that it signs for. */
export interface Provider {
  relayUrl: string
  appKey: string
}

/**
 * None, but in a plugin that is built with `IOT_LOGIN_PROVIDER`: the build writes this file there. A plugin's requests go
 * against the domain list of the plugin, so only its provider can name a relay for them.
 * https://developers.weixin.qq.com/miniprogram/dev/framework/plugin/api-limit.html
 */
export const provider: Provider | undefined = undefined
