import { wordsFor } from './words'

/** What a sample is made to show: the component's properties, and where its login stands. */
export interface Sample {
  id: keyof ReturnType<typeof wordsFor>['captions']
  state: 'signed-out' | 'exchanging' | 'ready' | 'failed'
  /** Of the login that failed. */
  failure?: string
  /** Asked for by a long press. */
  requestId?: string
  agreementMissed?: boolean
  waitsLong?: boolean
  profile?: { nickName: string }
  properties?: {
    disabled?: boolean
    skippable?: boolean
    signedIn?: 'card'
    agreement?: { name: string; url: string }[]
  }
  /** Default: all. */
  sizes?: string[]
}

export const SIZES = ['small', 'medium', 'large']
const ONE_SIZE = ['medium']

/** Every state that `<iot-login>` can be seen in, in one of its languages. */
export const samplesIn = (language: string): Sample[] => {
  const { terms, nickName } = wordsFor(language)
  const agreement = [{ name: terms, url: 'https://example.com/terms' }]
  return [
    { id: 'login', state: 'signed-out' },
    { id: 'busy', state: 'exchanging' },
    { id: 'done', state: 'ready' },
    { id: 'failed', state: 'failed', failure: 'WeChat.Busy' },
    { id: 'disabled', state: 'signed-out', properties: { disabled: true } },
    {
      id: 'requestId',
      state: 'failed',
      failure: 'WeChat.Busy',
      requestId: '5b0f4c1e-7d7c-4f0e-9a51-2f6f3f7b8c90',
      sizes: ONE_SIZE,
    },
    { id: 'agreement', state: 'signed-out', properties: { agreement }, sizes: ONE_SIZE },
    {
      id: 'agreementMissed',
      state: 'signed-out',
      agreementMissed: true,
      properties: { agreement },
      sizes: ONE_SIZE,
    },
    { id: 'skippable', state: 'signed-out', properties: { skippable: true }, sizes: ONE_SIZE },
    { id: 'long', state: 'exchanging', waitsLong: true, sizes: ONE_SIZE },
    { id: 'card', state: 'ready', profile: { nickName }, properties: { signedIn: 'card' }, sizes: ONE_SIZE },
  ]
}

export const THEMES = ['light', 'dark'] as const

/** As WeChat names them, and as the component does. */
export const LANGUAGES = [
  { language: 'zh_CN', lang: 'zh-CN', name: '简体中文' },
  { language: 'zh_TW', lang: 'zh-TW', name: '繁體中文' },
  { language: 'en', lang: 'en', name: 'English' },
]
