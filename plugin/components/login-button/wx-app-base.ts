import { languageOf, type Language } from '../../locale/index'

/** What WeChat and the mini program say about language and look. */
export interface AppBase {
  language: Language
  theme: 'light' | 'dark'
  /** By how much the user has enlarged WeChat's words, as far as the component follows. */
  fontScale: number
}

/**
 * Asks WeChat once. `theme` is there only where the host has declared dark mode, and `prefers-color-scheme` does not
 * tell whether it has: a button that followed that would be dark on a white page.
 * `rpx` does not follow the font size that a user sets in WeChat; iOS tells 0.94 to 1.75, Android eight steps.
 * https://developers.weixin.qq.com/miniprogram/dev/api/base/system/wx.getAppBaseInfo.html
 * https://developers.weixin.qq.com/miniprogram/design/elderly.html
 */
export function wxAppBase(): AppBase {
  // Base library below 2.20.1 cannot tell.
  const told: { [Name in keyof WechatMiniprogram.AppBaseInfo]?: unknown } =
    typeof wx.getAppBaseInfo === 'function' ? wx.getAppBaseInfo() : {}
  const { language, theme, fontSizeScaleFactor } = told
  return {
    language: languageOf(typeof language === 'string' ? language : ''),
    theme: theme === 'dark' ? 'dark' : 'light',
    fontScale: Math.min(1.75, Math.max(0.9, Number(fontSizeScaleFactor) || 1)),
  }
}
