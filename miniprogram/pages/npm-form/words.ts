import { wordsFor as basicWordsFor } from '../basic/words'

const en = {
  title: 'The npm form',
  lead: 'The same button from npm. It runs with the host’s own wx, so it can ask for a profile.',
}

const zh: typeof en = {
  title: 'npm 形式',
  lead: '同一个按钮，从 npm 安装。它使用宿主自己的 wx，因此可以请求用户资料。',
}

/** What the page says, in the language that WeChat is set to. */
export const wordsFor = (language: string) => ({
  ...basicWordsFor(language),
  ...(language.startsWith('zh') ? zh : en),
})
