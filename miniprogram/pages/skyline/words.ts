import { inLanguages } from '../../in-languages'

const en = {
  title: 'In Skyline',
  lead: 'WeChat’s second renderer, for a look on real phones. A browser shows this page as WebView does.',
  renderer: 'Drawn by:',
  agreement: [{ name: 'Terms of Service', url: 'https://example.com/terms', version: '1' }],
}

const zh: typeof en = {
  title: 'Skyline 渲染',
  lead: '微信的第二种渲染引擎，供真机查看。浏览器按 WebView 显示本页。',
  renderer: '渲染引擎：',
  agreement: [{ name: '《服务协议》', url: 'https://example.com/terms', version: '1' }],
}

const zhTW: typeof en = {
  title: 'Skyline 渲染',
  lead: '微信的第二種渲染引擎，供真機查看。瀏覽器按 WebView 顯示本頁。',
  renderer: '渲染引擎：',
  agreement: [{ name: '《服務協議》', url: 'https://example.com/terms', version: '1' }],
}

/** What the page says, by WeChat's language. */
export const wordsFor = inLanguages({ en, zh, zhTW })
