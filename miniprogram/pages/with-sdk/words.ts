import { inLanguages } from '../../in-languages'

const en = {
  title: "With Tencent's SDK",
  lead: 'The session gives the SDK its token; the SDK lists your devices and receives what they report.',
  online: 'online',
  offline: 'offline',
  failed: 'Failed',
  logOut: 'Log out',
}

const zh: typeof en = {
  title: '搭配腾讯官方 SDK',
  lead: '令牌由会话交给 SDK；SDK 列出设备，并接收设备上报。',
  online: '在线',
  offline: '离线',
  failed: '失败',
  logOut: '退出登录',
}

const zhTW: typeof en = {
  title: '搭配騰訊官方 SDK',
  lead: '權杖由會話交給 SDK；SDK 列出裝置，並接收裝置上報。',
  online: '在線',
  offline: '離線',
  failed: '失敗',
  logOut: '登出',
}

/** What the page says, by WeChat's language. */
export const wordsFor = inLanguages({ en, zh, zhTW })
