import { inLanguages } from '../../in-languages'

const en = {
  brand: 'Morrow',
  scene: 'A house at dawn, with its lamp, its blinds and its heating',
  title: 'Good morning, home',
  lead: 'Lights, blinds and warmth in one place.',
  agreement: [
    { name: 'Terms of Service', url: 'https://example.com/terms', version: '1' },
    { name: 'Privacy Policy', url: 'https://example.com/privacy', version: '1' },
  ],
  document: 'Your document stands here.',
  devices: 'My devices',
  account: 'My account',
  later: 'Have a look around. You can log in whenever you like.',
}

const zh: typeof en = {
  brand: '晨居',
  scene: '清晨的房子，和它的灯、窗帘、暖气',
  title: '早安，我的家',
  lead: '灯光、窗帘和温度，一处掌握。',
  agreement: [
    { name: '《服务协议》', url: 'https://example.com/terms', version: '1' },
    { name: '《隐私政策》', url: 'https://example.com/privacy', version: '1' },
  ],
  document: '这里是您的文件。',
  devices: '我的设备',
  account: '我的账号',
  later: '先随便看看，随时可以登录。',
}

const zhTW: typeof en = {
  brand: '晨居',
  scene: '清晨的房子，和它的燈、窗簾、暖氣',
  title: '早安，我的家',
  lead: '燈光、窗簾和溫度，一處掌握。',
  agreement: [
    { name: '《服務協議》', url: 'https://example.com/terms', version: '1' },
    { name: '《隱私政策》', url: 'https://example.com/privacy', version: '1' },
  ],
  document: '這裡是您的文件。',
  devices: '我的裝置',
  account: '我的帳號',
  later: '先隨便看看，隨時可以登入。',
}

/** What the page says, by WeChat's language. */
export const wordsFor = inLanguages({ en, zh, zhTW })
