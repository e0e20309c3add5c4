import { readCommandLine } from './command-line'
import { DEFAULT_APP } from './options'
import { environmentLines } from './start-text'

test('nothing said, it starts on loopback with an app of its own', () => {
  expect(readCommandLine([], {})).toEqual({
    action: 'start',
    host: '127.0.0.1',
    port: 8788,
    app: DEFAULT_APP,
    chosenSecrets: [],
    hosts: ['127.0.0.1'],
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

test('the secrets of a relay’s environment are not read', () => {
  const environment = { WECHAT_APP_SECRET: 'real', IOT_APP_SECRET: 'real' }
  expect(readCommandLine([], environment).app).toEqual(DEFAULT_APP)
})

test('secrets that are made up can be chosen, and are then not printed', () => {
  const { app, chosenSecrets } = readCommandLine([], { SANDBOX_IOT_APP_SECRET: 'ExampleAppSecret0001' })
  expect(app).toEqual({ ...DEFAULT_APP, iotAppSecret: 'ExampleAppSecret0001' })
  const lines = environmentLines({ IOT_APP_KEY: 'key', IOT_APP_SECRET: app.iotAppSecret }, chosenSecrets)
  expect(lines).toBe('IOT_APP_KEY=key\n# IOT_APP_SECRET: the value of SANDBOX_IOT_APP_SECRET\n')
  const weChat = readCommandLine([], { SANDBOX_WECHAT_APP_SECRET: 'chosen' })
  expect([weChat.app.appSecret, weChat.chosenSecrets]).toEqual(['chosen', ['WECHAT_APP_SECRET']])
})

test('names under which it is served can be allowed, and the one it listens on is', () => {
  const environment = { HOST: 'laptop.test', ALLOWED_HOSTS: 'sandbox, sandbox.test' }
  expect(readCommandLine([], environment).hosts).toEqual(['laptop.test', 'sandbox', 'sandbox.test'])
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
  [[], { ALLOWED_HOSTS: 'http://sandbox' }, 'without scheme'],
  [[], { WECHAT_APP_ID: 'touristappid' }, 'hexadecimal'],
])('%p with %p is refused with a cure', (args, environment, cure) => {
  expect(() => readCommandLine(args, environment)).toThrow(
    expect.objectContaining({ name: 'UsageError', instructions: expect.stringContaining(cure) }),
  )
})
