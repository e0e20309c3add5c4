import type { SandboxApp } from './options'
import { EXPLORER_BASE, WECHAT_BASE } from './upstream/upstream-routes'

/** What a relay has to be told to use the sandbox at `url` instead of the platforms, for the first of the apps. */
export function relayEnvironment([app]: readonly SandboxApp[], url: string): Record<string, string> {
  return {
    ...(app && {
      WECHAT_APP_ID: app.appId,
      WECHAT_APP_SECRET: app.appSecret,
      IOT_APP_KEY: app.iotAppKey,
      IOT_APP_SECRET: app.iotAppSecret,
    }),
    WECHAT_API_URL: url + WECHAT_BASE,
    IOT_API_URL: url + EXPLORER_BASE,
  }
}
