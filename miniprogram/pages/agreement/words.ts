import { inLanguages } from '../../in-languages'

const en = {
  title: 'Agree, then log in',
  lead: 'Nothing is ticked for the user, and saying no works.',
  line: 'A line under the box',
  sheet: 'A sheet that asks',
  agreement: [
    { name: 'Terms of Service', url: 'https://example.com/terms', version: '1' },
    { name: 'Privacy Policy', url: 'https://example.com/privacy', version: '1' },
  ],
  agreed: 'Agreed to',
  disagreed: 'Disagreed',
  opened: 'Would open',
}

const zh: typeof en = {
  title: '同意后登录',
  lead: '不会替用户勾选，也可以不同意。',
  line: '在勾选框下方提示',
  sheet: '弹出半屏询问',
  agreement: [
    { name: '《服务协议》', url: 'https://example.com/terms', version: '1' },
    { name: '《隐私政策》', url: 'https://example.com/privacy', version: '1' },
  ],
  agreed: '已同意',
  disagreed: '不同意',
  opened: '将打开',
}

const zhTW: typeof en = {
  title: '同意後登入',
  lead: '不會替使用者勾選，也可以不同意。',
  line: '在勾選框下方提示',
  sheet: '彈出半屏詢問',
  agreement: [
    { name: '《服務協議》', url: 'https://example.com/terms', version: '1' },
    { name: '《隱私政策》', url: 'https://example.com/privacy', version: '1' },
  ],
  agreed: '已同意',
  disagreed: '不同意',
  opened: '將開啟',
}

/** What the page says, by WeChat's language. */
export const wordsFor = inLanguages({ en, zh, zhTW })
