import { zhCN } from '../../locale/zh-CN'
import { checkProps } from './check-props'
import { view, type Situation } from './view'
import type { AppBase } from './wx-app-base'

const calm: Situation = {
  state: 'signed-out',
  agreed: false,
  isKept: false,
  agreementMissed: false,
  waitsLong: false,
}
const base: AppBase = { language: 'zh-CN', theme: 'light', fontScale: 1 }
const propsWith = (given: object) => checkProps({ ...checkProps({}).props, ...given }).props
const look = (different: Partial<Situation>, given = {}, on: Partial<AppBase> = {}) =>
  view(propsWith(given), { ...base, ...on }, { ...calm, ...different })

test.each([
  ['restoring', 'login', '微信登录', false],
  ['signed-out', 'login', '微信登录', false],
  ['identifying', 'busy', '正在登录', true],
  ['exchanging', 'busy', '正在登录', true],
  ['ready', 'done', '已登录', false],
  ['failed', 'login', '微信登录', false],
] as const)('%s looks like %s', (state, expected, label, busy) => {
  expect(look({ state })).toMatchObject({ look: expected, label, busy, alert: '' })
})

test('a screen reader is told that something goes on', () => {
  expect(look({ state: 'exchanging' }).ariaLabel).toBe('正在登录…')
  expect(look({}).ariaLabel).toBe('微信登录')
})

test('a failure offers another try and says why', () => {
  expect(look({ state: 'failed', failure: 'Client.NetworkFailed' })).toMatchObject({
    label: '重新登录',
    alert: zhCN.errors['Client.NetworkFailed'],
  })
})

test('nothing is said below while a login runs', () => {
  expect(look({ state: 'identifying', failure: 'Client.NoCode', agreementMissed: true })).toMatchObject({
    alert: '',
    agreementMissed: false,
  })
})

test('the missing tick comes before the last failure', () => {
  expect(look({ failure: 'Client.NoCode', agreementMissed: true }).alert).toBe('请先阅读并勾选同意')
})

test.each([true, false])('disabled is shown as it is: %s', (disabled) => {
  expect(look({}, { disabled }).disabled).toBe(disabled)
})

test('every label it can have is among those that make its width', () => {
  const { labels } = look({})
  for (const state of ['signed-out', 'identifying', 'exchanging', 'ready'] as const) {
    expect(labels).toContain(look({ state }).label)
  }
  expect(labels).toContain(look({ failure: 'Client.NoCode' }).label)
})

test.each([
  ['auto', 'light', 'light'],
  ['auto', 'dark', 'dark'],
  ['dark', 'light', 'dark'],
  ['light', 'dark', 'light'],
])('theme %s in a mini program that is %s is %s', (theme, now, shown) => {
  expect(look({}, { theme }, { theme: now as 'light' }).theme).toBe(shown)
})

test.each([
  ['nothing', {}, {}, '', 'skip'],
  ['a way to say no, where the host offers one', {}, { skippable: true }, '暂不登录', 'skip'],
  ['none of it once signed in', { state: 'ready' }, { skippable: true }, '', 'skip'],
  ['a way out of a long wait', { state: 'exchanging', waitsLong: true }, {}, '取消', 'cancel'],
  ['that before the other', { state: 'exchanging', waitsLong: true }, { skippable: true }, '取消', 'cancel'],
] as const)('below stands %s', (_, situation, given, wayOut, leads) => {
  expect(look(situation, given)).toMatchObject({ wayOut, leads })
})

test('the agreement is asked for until the user is signed in', () => {
  const agreement = [{ name: '服务条款', page: '/terms' }]
  expect(look({}, { agreement }).agreement).toEqual(agreement)
  expect(look({ state: 'ready' }, { agreement }).agreement).toEqual([])
})
