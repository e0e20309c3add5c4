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

/** What the page says, in the language that WeChat is set to: Chinese for any `zh…`, else English. */
export const wordsFor = (language: string) => (language.startsWith('zh') ? zh : en)
