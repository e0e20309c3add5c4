import { en } from './en'
import type { Words } from './words'
import { zhCN } from './zh-CN'
import { zhTW } from './zh-TW'

/** The languages there are; `auto` follows WeChat. */
export type Language = 'zh-CN' | 'zh-TW' | 'en'

export const LOCALES: Record<Language, Words> = { 'zh-CN': zhCN, 'zh-TW': zhTW, en }

/** WeChat's language tag (`zh_CN`, `zh_HK`, `en`, …) as one of ours: a Chinese for every Chinese, else English. */
export function languageOf(weChatLanguage: string): Language {
  if (weChatLanguage === 'zh_TW' || weChatLanguage === 'zh_HK') return 'zh-TW'
  return weChatLanguage === '' || weChatLanguage.startsWith('zh') ? 'zh-CN' : 'en'
}

/** The sentence for a code, in words that a user understands. */
export function errorWords(words: Words, code: string): string {
  const sentences: Record<string, string | undefined> = words.errors
  return Object.prototype.hasOwnProperty.call(sentences, code)
    ? (sentences[code] ?? words.otherError)
    : words.otherError
}
