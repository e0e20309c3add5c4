import type { PhoneSettings } from '../messages'
import { en, type PageWords } from './locale/en'
import { zhCN } from './locale/zh-CN'
import { zhTW } from './locale/zh-TW'

export type { PageWords } from './locale/en'

export const LOCALES: Record<PhoneSettings['lang'], PageWords> = { zh_CN: zhCN, zh_TW: zhTW, en }

/** One thing that is said, in each language. */
export interface Said {
  en: string
  zh: string
  zhTW: string
}

export const said = ({ en, zh, zhTW }: Said, lang: PhoneSettings['lang']): string =>
  ({ en, zh_CN: zh, zh_TW: zhTW })[lang]
