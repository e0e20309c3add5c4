import { inLanguages } from '../../in-languages'

const en = {
  title: 'Every state',
  lead: 'The component from npm, in each state, size, theme and language.',
  live: 'Live',
  liveLead: 'This one logs in. Unlike a plugin, the npm form may ask for the user’s name and picture.',
  noProfile: 'Logged in without a name.',
}

const zh: typeof en = {
  title: '每一种状态',
  lead: 'npm 形式的组件，在每种状态、尺寸、外观和语言下的样子。',
  live: '真实登录',
  liveLead: '这一个会真的登录。与插件不同，npm 形式可以请求用户的昵称和头像。',
  noProfile: '已登录，未提供昵称。',
}

/** What the page says, by WeChat's language. */
export const wordsFor = inLanguages({ en, zh })
