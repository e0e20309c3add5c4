import type { PhoneSettings } from '../messages'
import { said, type Said } from './words'

/** What the pages of the demo host are called on their tabs. */
const NAMES: Record<string, Said> = {
  'pages/home/home': { en: 'Home', zh: '首页', zhTW: '首頁' },
  'pages/basic/basic': { en: 'Plugin', zh: '插件形式', zhTW: '外掛形式' },
  'pages/npm-form/npm-form': { en: 'npm', zh: 'npm 形式', zhTW: 'npm 形式' },
  'pages/states/states': { en: 'States', zh: '状态', zhTW: '狀態' },
  'pages/with-sdk/with-sdk': { en: 'With SDK', zh: 'SDK', zhTW: 'SDK' },
  'pages/agreement/agreement': { en: 'Agreement', zh: '协议', zhTW: '協議' },
  'pages/look/look': { en: 'Look', zh: '外观', zhTW: '外觀' },
  'pages/skyline/skyline': { en: 'Skyline', zh: 'Skyline 渲染', zhTW: 'Skyline 渲染' },
  'pages/account/account': { en: 'Account', zh: '账号', zhTW: '帳號' },
}

/** The name of a page; for one of somebody else's mini program the last part of its path. */
export function pageName(path: string, lang: PhoneSettings['lang']): string {
  const name = NAMES[path]
  return name ? said(name, lang) : (path.split('/').at(-1) ?? path)
}
