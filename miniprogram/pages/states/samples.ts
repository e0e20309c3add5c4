/** What a sample is made to show. Everything but `state` is one of the component's properties. */
export interface Sample {
  id: string
  caption: { en: string; zh: string }
  state: 'signed-out' | 'exchanging' | 'ready' | 'failed'
  /** Of the login that failed. */
  failure?: string
  agreementMissed?: boolean
  disabled?: boolean
  agreement?: { name: string; url: string }[]
}

const agreement = (name: string) => [{ name, url: 'https://example.com/terms' }]

/** Every state that `<iot-login>` can be seen in. */
export const samplesIn = (lang: string): Sample[] => {
  const terms = agreement(lang === 'zh-CN' ? '《服务协议》' : 'Terms of Service')
  return [
    { id: 'login', caption: { en: 'Before a login', zh: '登录前' }, state: 'signed-out' },
    { id: 'busy', caption: { en: 'Logging in', zh: '登录中' }, state: 'exchanging' },
    { id: 'done', caption: { en: 'Logged in', zh: '已登录' }, state: 'ready' },
    { id: 'failed', caption: { en: 'Failed', zh: '登录失败' }, state: 'failed', failure: 'WeChat.Busy' },
    { id: 'disabled', caption: { en: 'Disabled', zh: '不可用' }, state: 'signed-out', disabled: true },
    {
      id: 'agreement',
      caption: { en: 'With an agreement', zh: '附带协议' },
      state: 'signed-out',
      agreement: terms,
    },
    {
      id: 'agreement-missed',
      caption: { en: 'Tapped before agreeing', zh: '未同意就点击' },
      state: 'signed-out',
      agreement: terms,
      agreementMissed: true,
    },
  ]
}

export const SIZES = ['small', 'medium', 'large']

export const THEMES = [
  { theme: 'light', name: { en: 'Light', zh: '浅色' } },
  { theme: 'dark', name: { en: 'Dark', zh: '深色' } },
]

export const LANGUAGES = [
  { lang: 'zh-CN', name: '中文' },
  { lang: 'en', name: 'English' },
]
