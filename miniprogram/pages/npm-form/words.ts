import { inLanguages } from '../../in-languages'
import { wordsFor as basicWordsFor } from '../basic/words'

const en = {
  title: 'The npm form',
  lead: 'The same button from npm. It runs with the host’s own wx, so it can ask for a profile.',
}

const zh: typeof en = {
  title: 'npm 形式',
  lead: '同一个按钮，从 npm 安装。它使用宿主自己的 wx，因此可以请求用户资料。',
}

const zhTW: typeof en = {
  title: 'npm 形式',
  lead: '同一個按鈕，從 npm 安裝。它使用宿主自己的 wx，因此可以請求使用者資料。',
}

const ownWordsFor = inLanguages({ en, zh, zhTW })

/** What the page says, by WeChat's language. */
export const wordsFor = (language: string) => ({ ...basicWordsFor(language), ...ownWordsFor(language) })
