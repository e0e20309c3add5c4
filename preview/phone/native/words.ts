import type { PhoneSettings } from '../../messages'

const en = {
  cancel: 'Cancel',
  confirm: 'OK',
  reject: 'Reject',
  allow: 'Allow',
  asksFor: 'asks for',
  profile: 'Your nickname and profile photo',
  chooseAvatar: 'Choose a profile photo',
  useAvatar: 'Use WeChat profile photo',
  privacy: 'Privacy guideline',
  privacyAsks: 'asks you to agree to its privacy guideline.',
  agree: 'Agree',
  disagree: 'Decline',
  back: 'Back',
}

const zh: typeof en = {
  cancel: '取消',
  confirm: '确定',
  reject: '拒绝',
  allow: '允许',
  asksFor: '申请',
  profile: '获取你的昵称、头像',
  chooseAvatar: '选择头像',
  useAvatar: '用微信头像',
  privacy: '用户隐私保护提示',
  privacyAsks: '请你同意其隐私保护指引。',
  agree: '同意',
  disagree: '拒绝',
  back: '返回',
}

const zhTW: typeof en = {
  cancel: '取消',
  confirm: '確定',
  reject: '拒絕',
  allow: '允許',
  asksFor: '申請',
  profile: '獲取你的暱稱、頭像',
  chooseAvatar: '選擇頭像',
  useAvatar: '用微信頭像',
  privacy: '使用者隱私保護提示',
  privacyAsks: '請你同意其隱私保護指引。',
  agree: '同意',
  disagree: '拒絕',
  back: '返回',
}

/** WeChat's own words, in the language that it is set to. */
export const nativeWords = (lang: PhoneSettings['lang']) => ({ en, zh_CN: zh, zh_TW: zhTW })[lang]

export type NativeWords = typeof en
