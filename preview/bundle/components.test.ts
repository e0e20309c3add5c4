import { findComponents } from './components'

const found = (files: Record<string, string>, everywhere?: Record<string, string>) =>
  findComponents(new Map(Object.entries(files)), everywhere)
const using = (target: string) => JSON.stringify({ component: true, usingComponents: { x: target } })

test.each([
  ['./x', 'parts/x'],
  ['../x', 'x'],
  ['/other/x', 'other/x'],
  ['other/x', 'other/x'],
  ['some-package/x', 'miniprogram_npm/some-package/x'],
  ['some-package', 'miniprogram_npm/some-package/index'],
])('%s is found as WeChat finds it', (target, place) => {
  const files = { 'parts/a.json': using(target), 'parts/a.wxml': '', [`${place}.wxml`]: '' }
  expect(found(files).get('parts/a')?.usingComponents).toEqual({ x: `/${place}` })
})

test('a plugin’s component keeps its address', () => {
  expect(found({ 'a.json': using('plugin://p/x'), 'a.wxml': '' }).get('a')?.usingComponents).toEqual({
    x: 'plugin://p/x',
  })
})

test('what app.json uses is known everywhere', () => {
  const files = { 'a.json': '{}', 'a.wxml': '', 'x.wxml': '' }
  expect(found(files, { x: '/x' }).get('a')?.usingComponents).toEqual({ x: '/x' })
})

test('a component that is not there is told by name, and a broken json by its path', () => {
  expect(() => found({ 'a.json': using('./x'), 'a.wxml': '' })).toThrow(
    'a.json uses the component ./x, which is not there.',
  )
  expect(() => found({ 'a.json': '{', 'a.wxml': '' })).toThrow('a.json is not JSON.')
})

test('a json without a wxml is no component', () => {
  expect([...found({ 'app.json': '{}', 'theme.json': 'nonsense' }).keys()]).toEqual([])
})
