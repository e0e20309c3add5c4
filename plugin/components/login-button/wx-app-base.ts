import { languageOf, type Language } from '../../locale/index'

/** What WeChat and the mini program say about language and look. */
export interface AppBase {
  language: Language
  theme: 'light' | 'dark'
}

/**
 * Asks WeChat once. `theme` is there only where the host has declared dark mode, and `prefers-color-scheme` does not
 * tell whether it has: a button that followed that would be dark on a white page.
 * https://developers.weixin.qq.com/miniprogram/dev/api/base/system/wx.getAppBaseInfo.html
 */
export function wxAppBase(): AppBase {
  // Base library below 2.20.1 cannot tell.
  const { language, theme }: { language?: unknown; theme?: unknown } =
    typeof wx.getAppBaseInfo === 'function' ? wx.getAppBaseInfo() : {}
  return {
    language: languageOf(typeof language === 'string' ? language : ''),
    theme: theme === 'dark' ? 'dark' : 'light',
  }
}
