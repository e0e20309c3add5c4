import { inLanguages } from '../../in-languages'

const en = {
  title: 'Your account',
  lead: 'Who is signed in, the way out, and the end of the account.',
  remove: 'Delete account',
  ask: 'Delete your account?',
  lost: 'Your devices, families and settings will be lost. The account is gone after seven days; until then you can log in and keep it.',
  confirm: 'Delete',
  keep: 'Keep',
  removed: 'The account will be deleted in seven days.',
  failed: 'Failed',
}

const zh: typeof en = {
  title: '我的账号',
  lead: '已登录的用户、退出登录，以及注销账号。',
  remove: '注销账号',
  ask: '确定注销账号？',
  lost: '您的设备、家庭和设置将全部丢失。账号在七天后删除，在此之前登录可以保留。',
  confirm: '注销',
  keep: '保留',
  removed: '账号将在七天后删除。',
  failed: '失败',
}

const zhTW: typeof en = {
  title: '我的帳號',
  lead: '已登入的使用者、登出，以及註銷帳號。',
  remove: '註銷帳號',
  ask: '確定註銷帳號？',
  lost: '您的裝置、家庭和設定將全部遺失。帳號在七天後刪除，在此之前登入可以保留。',
  confirm: '註銷',
  keep: '保留',
  removed: '帳號將在七天後刪除。',
  failed: '失敗',
}

/** What the page says, by WeChat's language. */
export const wordsFor = inLanguages({ en, zh, zhTW })
