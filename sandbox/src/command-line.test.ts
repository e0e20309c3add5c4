import { readCommandLine } from './command-line'
import { DEFAULT_APP } from './options'

test('nothing said, it starts on loopback with an app of its own', () => {
  expect(readCommandLine([], {})).toEqual({
    action: 'start',
    host: '127.0.0.1',
    port: 8788,
    app: DEFAULT_APP,
  })
})

test('HOST, PORT, AppID and AppKey may be chosen', () => {
  const environment = { HOST: '::1', PORT: '0', WECHAT_APP_ID: 'wx0123456789abcdef', IOT_APP_KEY: 'Mine' }
  expect(readCommandLine([], environment)).toMatchObject({
    host: '::1',
    port: 0,
    app: { appId: 'wx0123456789abcdef', iotAppKey: 'Mine' },
  })
})

test('secrets are not read, since it prints what it goes by', () => {
  const environment = { WECHAT_APP_SECRET: 'real', IOT_APP_SECRET: 'real' }
  expect(readCommandLine([], environment).app).toEqual(DEFAULT_APP)
})

test.each([
  [['--env'], 'env'],
  [['--help'], 'help'],
  [['-h', '--env'], 'help'],
])('%p means %s', (args, action) => {
  expect(readCommandLine(args, {}).action).toBe(action)
})

test.each([
  [['--port'], {}, '--env'],
  [[], { PORT: '8788a' }, '65535'],
  [[], { PORT: '65536' }, '65535'],
  [[], { PORT: '-1' }, '65535'],
  [[], { WECHAT_APP_ID: 'touristappid' }, 'hexadecimal'],
])('%p with %p is refused with a cure', (args, environment, cure) => {
  expect(() => readCommandLine(args, environment)).toThrow(
    expect.objectContaining({ name: 'UsageError', instructions: expect.stringContaining(cure) }),
  )
})
