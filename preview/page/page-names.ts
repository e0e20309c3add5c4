interface PageName {
  en: string
  zh: string
}

/** What the pages of the demo host are called on their tabs. */
const NAMES: Record<string, PageName> = {
  'pages/basic/basic': { en: 'Plugin', zh: '插件形式' },
  'pages/npm-form/npm-form': { en: 'npm', zh: 'npm 形式' },
  'pages/states/states': { en: 'States', zh: '状态' },
  'pages/with-sdk/with-sdk': { en: 'With SDK', zh: 'SDK' },
  'pages/agreement/agreement': { en: 'Agreement', zh: '协议' },
  'pages/look/look': { en: 'Look', zh: '外观' },
  'pages/account/account': { en: 'Account', zh: '账号' },
}

/** The name of a page; for one of somebody else's mini program the last part of its path. */
export function pageName(path: string, lang: string): string {
  const name = NAMES[path]
  return (lang === 'en' ? name?.en : name?.zh) ?? path.split('/').at(-1) ?? path
}
