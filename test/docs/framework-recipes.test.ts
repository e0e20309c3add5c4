import { recipeOf } from '../frameworks/recipe'

test.each([
  ['docs/taro.md', 'docs/taro.zh-CN.md', 4],
  ['docs/uni-app.md', 'docs/uni-app.zh-CN.md', 5],
])('%s and its Chinese have the same code', (english, chinese, files) => {
  expect(Object.keys(recipeOf(english))).toHaveLength(files)
  expect(recipeOf(chinese)).toEqual(recipeOf(english))
})
