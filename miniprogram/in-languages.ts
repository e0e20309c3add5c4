interface InLanguages<Words> {
  en: Words
  zh: Words
  zhTW: Words
}

/**
 * Picks what a page says by the language that WeChat is set to: Traditional Chinese for `zh_TW` and `zh_HK`,
 * Simplified for any other `zh…`, else English.
 */
export const inLanguages =
  <Words>({ en, zh, zhTW }: InLanguages<Words>) =>
  (language: string): Words => {
    if (language === 'zh_TW' || language === 'zh_HK') return zhTW
    return language.startsWith('zh') ? zh : en
  }
