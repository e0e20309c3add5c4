import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { root } from '../shape/source-tree'
import recorded from '../shape/weight.json'
import { budgets } from '../shape/weight'
import { tableBelow } from './markdown-table'

/** All that WeChat takes is this folder. https://developers.weixin.qq.com/miniprogram/dev/framework/plugin/development.html */
const folder = join(root, 'doc')
const page = readFileSync(join(folder, 'README.md'), 'utf8')
const readme = readFileSync(join(root, 'plugin/README.md'), 'utf8')

const DOMAINS = ['developers.weixin.qq.com', 'mp.weixin.qq.com', 'github.com']

/** What a page breaks of WeChat's rules. */
function brokenRules(text: string): string[] {
  const targets = [...text.matchAll(/(!?)\[[^\]]*\]\(([^)\s]+)/g)].map(([, mark, to = '']) => ({
    isPicture: mark === '!',
    to,
  }))
  return targets
    .filter(({ isPicture, to }) => {
      if (isPicture) return /^[a-z]+:|^\/\//i.test(to) || !existsSync(resolve(folder, to))
      if (to.startsWith('#')) return false
      return !(
        URL.canParse(to) &&
        new URL(to).protocol === 'https:' &&
        DOMAINS.includes(new URL(to).hostname)
      )
    })
    .map(({ to }) => to)
    .concat(text.match(/<img\b[^>]*>/gi) ?? [])
}

test('links lead to the three domains that WeChat allows, and pictures are local', () => {
  expect(brokenRules(page)).toEqual([])
})

test.each([
  '[a](https://example.com)',
  '[a](http://github.com/a)',
  '[a](https://github.com.example.com)',
  '[a](../README.md)',
  '![a](https://github.com/a.png)',
  '![a](none.png)',
  '<img src="https://example.com/a.png">',
])('a page with %s is noticed', (text) => {
  expect(brokenRules(text)).toHaveLength(1)
})

test('all of it is 2 MB at most, the page and pictures only', () => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  expect(files.filter((file) => !/^README\.md$|\.(png|jpe?g|gif|svg)$/.test(file))).toEqual([])
  const sizes = files.map((file) => statSync(join(folder, file)).size)
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(2 * 1024 * 1024)
})

test('it is in Chinese first', () => {
  expect(page.indexOf('登录按钮')).toBeLessThan(page.indexOf('## English'))
  expect(page.indexOf('登录按钮')).toBeGreaterThan(-1)
})

test('its tables name what the README of the plugin names', () => {
  const names = (text: string, heading: string, column: string) =>
    tableBelow(text, heading).map((row) => row[column])
  expect(names(page, '属性', '名称')).toEqual(names(readme, 'Properties', 'Name'))
  expect(names(page, '属性', '默认值')).toEqual(names(readme, 'Properties', 'Default'))
  expect(names(page, '事件', 'detail')).toEqual(names(readme, 'Events', 'Detail'))
  const codes = names(readme, 'Errors of the phone', 'Code').filter(
    (code) => !code?.startsWith('Client.Cloud'),
  )
  expect(names(page, '错误码', '错误码')).toEqual(codes)
})

test('what it says of the size holds', () => {
  const [, minified, gzipped] = /压缩后不到 (\d+) KB，gzip 后不到 (\d+) KB/.exec(page)?.map(Number) ?? []
  const bytes = Object.values(recorded.whole).reduce((sum, size) => sum + size, 0)
  expect(bytes).toBeLessThan((minified ?? 0) * 1024)
  expect(budgets.whole.budget).toBeLessThanOrEqual((gzipped ?? 0) * 1024)
})
