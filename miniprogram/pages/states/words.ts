import { inLanguages } from '../../in-languages'

const en = {
  title: 'Every state',
  lead: 'The component from npm, in each state, size, theme and language.',
  live: 'Live',
  liveLead: 'This one logs in. Unlike a plugin, the npm form may ask for the user’s name and picture.',
  noProfile: 'Logged in without a name.',
  light: 'Light',
  dark: 'Dark',
  captions: {
    login: 'Before a login',
    busy: 'Logging in',
    done: 'Logged in',
    failed: 'Failed',
    disabled: 'Disabled',
    requestId: 'Failed, with the id for support',
    agreement: 'With an agreement',
    agreementMissed: 'Tapped before agreeing',
    skippable: 'With a way to say no',
    long: 'A login that takes long',
    card: 'The card of who is signed in',
  },
  terms: 'Terms of Service',
  nickName: 'Lin Xia',
}

const zh: typeof en = {
  title: '每一种状态',
  lead: 'npm 形式的组件，在每种状态、尺寸、外观和语言下的样子。',
  live: '真实登录',
  liveLead: '这一个会真的登录。与插件不同，npm 形式可以请求用户的昵称和头像。',
  noProfile: '已登录，未提供昵称。',
  light: '浅色',
  dark: '深色',
  captions: {
    login: '登录前',
    busy: '登录中',
    done: '已登录',
    failed: '登录失败',
    disabled: '不可用',
    requestId: '登录失败，附请求编号',
    agreement: '附带协议',
    agreementMissed: '未同意就点击',
    skippable: '可以不登录',
    long: '登录太久',
    card: '已登录用户的卡片',
  },
  terms: '《服务协议》',
  nickName: '林夏',
}

const zhTW: typeof en = {
  title: '每一種狀態',
  lead: 'npm 形式的元件，在每種狀態、尺寸、外觀和語言下的樣子。',
  live: '真實登入',
  liveLead: '這一個會真的登入。與外掛不同，npm 形式可以請求使用者的暱稱和頭像。',
  noProfile: '已登入，未提供暱稱。',
  light: '淺色',
  dark: '深色',
  captions: {
    login: '登入前',
    busy: '登入中',
    done: '已登入',
    failed: '登入失敗',
    disabled: '無法使用',
    requestId: '登入失敗，附請求編號',
    agreement: '附帶協議',
    agreementMissed: '未同意就點擊',
    skippable: '可以不登入',
    long: '登入太久',
    card: '已登入使用者的卡片',
  },
  terms: '《服務協議》',
  nickName: '林夏',
}

/** What the page says, by WeChat's language. */
export const wordsFor = inLanguages({ en, zh, zhTW })
