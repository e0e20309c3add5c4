import { inLanguages } from '../../in-languages'

const en = {
  title: 'One tap, one token',
  lead: 'From a WeChat user to an AccessToken of IoT Explorer.',
  token: 'Token',
  expires: 'Expires',
  failed: 'Login failed',
  retryable: 'Tap again to retry.',
  final: 'Trying again will not help.',
}

const zh: typeof en = {
  title: '一键登录',
  lead: '从微信用户到物联网开发平台的 AccessToken。',
  token: '令牌',
  expires: '到期',
  failed: '登录失败',
  retryable: '可再次点击重试。',
  final: '重试无法解决。',
}

const zhTW: typeof en = {
  title: '一鍵登入',
  lead: '從微信使用者到物聯網開發平台的 AccessToken。',
  token: '權杖',
  expires: '到期',
  failed: '登入失敗',
  retryable: '可再次點擊重試。',
  final: '重試無法解決。',
}

/** What the page says, by WeChat's language. */
export const wordsFor = inLanguages({ en, zh, zhTW })
