import { createSandbox } from './app'
import { DEFAULT_APP } from './options'

test.each([
  ['no app', []],
  ['one AppID twice', [DEFAULT_APP, DEFAULT_APP]],
  ['one AppKey with two secrets', [DEFAULT_APP, { ...DEFAULT_APP, appId: 'wx0', iotAppSecret: 'other' }]],
])('%s is refused at once', (_, apps) => {
  expect(() => createSandbox({ apps })).toThrow(expect.objectContaining({ name: 'UsageError' }))
})

test('what it has of its own looks like the real thing and says that it is not', () => {
  expect(DEFAULT_APP.appId).toMatch(/^wx[0-9a-f]{16}$/)
  for (const secret of [DEFAULT_APP.appSecret, DEFAULT_APP.iotAppSecret]) {
    expect(secret).toContain('sandbox-not-a-real-secret')
  }
})
