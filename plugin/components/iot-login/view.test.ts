import { zhCN } from '../../locale/zh-CN'
import { view, type Situation } from './view'

const calm: Situation = { state: 'signed-out', disabled: false, agreementMissed: false }
const look = (different: Partial<Situation>) => view({ ...calm, ...different }, zhCN)

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

test('a screen reader hears that something goes on', () => {
  expect(look({ state: 'exchanging' }).ariaLabel).toBe('正在登录…')
  expect(look({}).ariaLabel).toBe('微信登录')
})

test('a failure offers another try and says why', () => {
  expect(look({ state: 'failed', failure: 'Client.NetworkFailed' })).toMatchObject({
    label: '重新登录',
    alert: '网络连接失败，请检查网络后再试',
  })
})

test('nothing is said below while a login runs', () => {
  expect(look({ state: 'identifying', failure: 'Client.NoCode', agreementMissed: true }).alert).toBe('')
})

test('the missing tick comes before the last failure', () => {
  expect(look({ failure: 'Client.NoCode', agreementMissed: true }).alert).toBe('请先阅读并勾选同意')
})

test.each([true, false])('disabled is shown as it is: %s', (disabled) => {
  expect(look({ disabled }).disabled).toBe(disabled)
})
