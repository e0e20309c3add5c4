import { en } from './en'
import type { Words } from './words'
import { zhCN } from './zh-CN'

/** The languages there are; `auto` follows WeChat. */
export type Language = 'zh-CN' | 'en'

export const LOCALES: Record<Language, Words> = { 'zh-CN': zhCN, en }

/** WeChat's language tag (`zh_CN`, `zh_TW`, `en`, …) as one of ours: Chinese for every Chinese, else English. */
export function languageOf(weChatLanguage: string): Language {
  return weChatLanguage === '' || weChatLanguage.startsWith('zh') ? 'zh-CN' : 'en'
}

/** The sentence for a code, in words that a user understands. */
export function errorWords(words: Words, code: string): string {
  const sentences: Record<string, string | undefined> = words.errors
  return Object.prototype.hasOwnProperty.call(sentences, code)
    ? (sentences[code] ?? words.otherError)
    : words.otherError
}
