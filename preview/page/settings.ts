import { USUAL_FILLING } from '../filling'
import type { PhoneSettings } from '../messages'

export const WIDTHS = [320, 375, 430] as const

export interface PageSettings extends PhoneSettings {
  /** Of the phone's screen, in css pixels. */
  width: (typeof WIDTHS)[number]
}

const KEY = 'preview:settings'

/** What was chosen last time, else what the browser prefers. */
export function loadSettings(): PageSettings {
  const preferred: PageSettings = {
    user: 'user-1',
    lang: preferredLanguage(navigator.language),
    theme: matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light',
    fontScale: '1',
    profile: 'placeholder',
    page: '',
    width: 375,
    ...USUAL_FILLING,
  }
  try {
    return { ...preferred, ...(JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<PageSettings>) }
  } catch {
    return preferred
  }
}

export function saveSettings(settings: PageSettings): void {
  localStorage.setItem(KEY, JSON.stringify(settings))
}

function preferredLanguage(language: string): PageSettings['lang'] {
  if (/^zh-(TW|HK|MO|Hant)/.test(language)) return 'zh_TW'
  return language.startsWith('zh') ? 'zh_CN' : 'en'
}
