import { languageOf, type Language } from './index'

/** The language that WeChat is set to. Chinese where it cannot be told (base library below 2.20.1). */
export function wxLanguage(): Language {
  if (typeof wx.getAppBaseInfo !== 'function') return languageOf('')
  const { language } = wx.getAppBaseInfo()
  return languageOf(typeof language === 'string' ? language : '')
}
