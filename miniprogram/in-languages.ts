/** Picks what a page says by the language that WeChat is set to: Chinese for any `zh…`, else English. */
export const inLanguages =
  <Words>({ en, zh }: { en: Words; zh: Words }) =>
  (language: string): Words =>
    language.startsWith('zh') ? zh : en
