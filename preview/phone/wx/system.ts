import type { Theme } from '../../messages'
import type { WxParts } from './wx-parts'

/** What is claimed to run; `project.config.json` names the same base library. */
const SDK_VERSION = '3.7.0'
/** The last one in which `wx.getUserProfile` gives the user's own. */
const OLD_SDK_VERSION = '2.27.0'
const WECHAT_VERSION = '8.0.50'

/** https://developers.weixin.qq.com/miniprogram/dev/api/base/system/wx.getAppBaseInfo.html and its neighbours */
export function systemCalls({ settings, theme, packed }: WxParts) {
  const appBase = () => ({
    SDKVersion: settings.profile === 'own' ? OLD_SDK_VERSION : SDK_VERSION,
    language: settings.lang,
    fontSizeScaleFactor: Number(settings.fontScale),
    version: WECHAT_VERSION,
    enableDebug: false,
    host: { env: 'WeChat' },
    ...(packed.json.darkmode === true ? { theme: theme.current() } : {}),
  })
  const windowInfo = () => ({
    pixelRatio: devicePixelRatio,
    windowWidth: innerWidth,
    windowHeight: innerHeight,
    screenWidth: innerWidth,
    screenHeight: innerHeight,
    statusBarHeight: 20,
  })
  const device = () => ({ brand: 'preview', model: 'preview', platform: 'devtools', system: 'preview' })
  return {
    getAppBaseInfo: appBase,
    getWindowInfo: windowInfo,
    getDeviceInfo: device,
    getSystemInfoSync: () => ({ ...appBase(), ...windowInfo(), ...device() }),
    onThemeChange: (listener: (change: { theme: Theme }) => void) => {
      theme.follow(listener)
    },
    offThemeChange: (listener: (change: { theme: Theme }) => void) => {
      theme.unfollow(listener)
    },
  }
}
