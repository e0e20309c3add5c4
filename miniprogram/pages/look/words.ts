import { inLanguages } from '../../in-languages'

const en = {
  title: 'The look',
  lead: 'Every variant, shape and size, by day and by night. Words grow with WeChat’s font size.',
  light: 'Light',
  dark: 'Dark',
}

const zh: typeof en = {
  title: '外观',
  lead: '每一种样式、形状和尺寸，浅色与深色。文字随微信的字体大小变化。',
  light: '浅色',
  dark: '深色',
}

const zhTW: typeof en = {
  title: '外觀',
  lead: '每一種樣式、形狀和尺寸，淺色與深色。文字隨微信的字體大小變化。',
  light: '淺色',
  dark: '深色',
}

/** What the page says, by WeChat's language. */
export const wordsFor = inLanguages({ en, zh, zhTW })
