import { LoginError } from './errors'
import { checkOptions, type SessionOptions } from './session-options'

const least = { relayUrl: 'https://login.example.com', appKey: 'app-key' }

function problem(options: unknown): LoginError {
  try {
    checkOptions(options as SessionOptions)
  } catch (error) {
    if (error instanceof LoginError) return error
    throw error
  }
  throw new Error('Nothing was wrong with it')
}

test('what is left out has a default', () => {
  expect(checkOptions(least)).toEqual({
    relayUrl: 'https://login.example.com',
    appKey: 'app-key',
    appId: undefined,
    code: 'login',
    transport: 'request',
    codeTimeout: 10_000,
    requestTimeout: 15_000,
    renewBefore: 300,
    encrypt: true,
    sendConsent: false,
    tokenApiUrl: 'https://iot.cloud.tencent.com/api/exploreropen/tokenapi',
  })
})

test('what is given is kept', () => {
  const given = {
    relayUrl: 'http://127.0.0.1:8787/base',
    appKey: 'app-key',
    appId: 'wx-app',
    code: () => 'code',
    transport: 'request' as const,
    codeTimeout: 1,
    requestTimeout: 120_000,
    renewBefore: 0,
    encrypt: false,
    sendConsent: true,
    tokenApiUrl: 'http://127.0.0.1:8788/tokenapi',
  }
  expect(checkOptions(given)).toEqual(given)
  expect(checkOptions({ ...given, code: 'pluginLogin' })).toMatchObject({ code: 'pluginLogin' })
})

test.each(['https://login.example.com/', 'https://login.example.com//'])(
  'a slash at the end of %s makes no difference',
  (relayUrl) => {
    expect(checkOptions({ ...least, relayUrl }).relayUrl).toBe('https://login.example.com')
  },
)

/** What each option refuses beside everything of the wrong type. */
const WRONG: Record<keyof SessionOptions, unknown[]> = {
  relayUrl: [
    '',
    'login.example.com',
    'ftp://login.example.com',
    'https://',
    'https:///login',
    'https://login.example.com/?a=1',
    'https://login.example.com?a=1',
    'https://login.example.com/#top',
    ' https://login.example.com',
    'https://login.example.com ',
    'http://login.example.com',
    'http://192.168.1.5:8787',
    'http://localhost.example.com',
    'http://127.0.0.1.example.com',
    'http://localhost@login.example.com',
    'https://user:word@login.example.com',
    'https:\\\\login.example.com',
    'https://login.example.com\\@other.example.com',
    'https://login.example.com/login',
    'https://login.example.com/login/',
    'https://YOUR_RELAY/',
    'https://your-relay.example.com',
    'javascript:alert(1)',
  ],
  appKey: [
    '',
    ' ',
    'YOUR_APP_KEY',
    'your-app-key',
    'yourAppKey',
    '<AppKey>',
    '{{appKey}}',
    '${APP_KEY}',
    'xxxxxx',
    '你的AppKey',
  ],
  appId: ['', ' ', 'YOUR_APP_ID', '<AppID>'],
  code: ['', 'wxLogin', 'none', true],
  transport: [
    '',
    'callFunction',
    'wx.request',
    { callFunctions: 'login' },
    { callFunction: 'YOUR_FUNCTION' },
  ],
  codeTimeout: [0, -1, Infinity, 120_001, '10000'],
  requestTimeout: [0, -1, Infinity, 120_001, '15000'],
  renewBefore: [-1, Infinity, '300'],
  encrypt: ['true', 'false', 0, 1],
  sendConsent: ['true', 'false', 0, 1],
  tokenApiUrl: ['', 'tokenapi', 'http://iot.example.com/tokenapi', 'https://iot.example.com/tokenapi?a=1'],
}
/** Of the usual wrong values, those that are right for an option. */
const RIGHT: Partial<Record<keyof SessionOptions, unknown[]>> = {
  codeTimeout: [5],
  requestTimeout: [5],
  renewBefore: [5],
}
const OPTIONS = Object.keys(WRONG) as (keyof SessionOptions)[]
const isRequired = (name: string) => name === 'relayUrl' || name === 'appKey'

describe.each(OPTIONS)('%s', (name) => {
  const usual = [5, {}, [], NaN, '', 'a wrong word', () => ({})].filter(
    (value) =>
      !RIGHT[name]?.includes(value) && !(['code', 'transport'].includes(name) && typeof value === 'function'),
  )
  const wrong = [...new Set([...usual, ...WRONG[name]])].filter(
    (value) => !(value === 'a wrong word' && (name === 'appKey' || name === 'appId')),
  )

  test.each(wrong.map((value) => [value]))('cannot be %p, and the error names it', (value) => {
    const error = problem({ ...least, [name]: value })
    expect(error).toMatchObject({
      code: 'Client.InvalidConfiguration',
      stage: 'configuration',
      retryable: false,
    })
    expect(error.message).toMatch(new RegExp(`(^|; )${name} must be [^;]+`))
  })

  test.each([undefined, null])(
    `left out as %p it ${isRequired(name) ? 'is missed' : 'has its default'}`,
    (nothing) => {
      const options = { ...least, [name]: nothing }
      if (isRequired(name)) expect(problem(options).message).toMatch(new RegExp(`^${name} must be [^;]+\\.$`))
      else expect(checkOptions(options as never)).toEqual(checkOptions(least))
    },
  )
})

test.each([
  'https://login.example.com',
  'https://login.example.com:8443/base/path',
  'HTTPS://LOGIN.EXAMPLE.COM',
  'https://login.example.com/logins',
  'https://login.example.com/login/v2',
  'http://localhost',
  'http://localhost:8787',
  'http://127.0.0.1:8787/base',
  'http://[::1]:8787',
])('relayUrl can be %s', (relayUrl) => {
  expect(checkOptions({ ...least, relayUrl }).relayUrl).toBe(relayUrl)
})

test('an AppKey that only looks a little like an example is none', () => {
  for (const appKey of ['ahPxdKyourTGrejd', 'app-key', 'xX12', 'AppKey0001']) {
    expect(checkOptions({ ...least, appKey }).appKey).toBe(appKey)
  }
})

describe('an option that there is not', () => {
  test('is refused by name, with those that there are', () => {
    const { message } = problem({ ...least, relayURL: 'https://login.example.com', timeout: 5 })
    expect(message).toMatch(/relayURL is no option; .*relayUrl/)
    expect(message).toMatch(/timeout is no option/)
  })

  test.each([
    'appSecret',
    'AppSecret',
    'app_secret',
    'secret',
    'wechatAppSecret',
    'session_key',
    'privateKey',
  ])('and is a secret (%s): the error says so, where it belongs, and not what it is', (name) => {
    const { message } = problem({ ...least, [name]: 'the-value-of-it' })
    expect(message).toMatch(new RegExp(`${name} is a secret.*console.*relay's environment`))
    expect(message).not.toContain('the-value-of-it')
  })

  test.each(['toString', 'constructor', '__proto__'])('and is called %s is no exception', (name) => {
    const options = JSON.parse(`{"relayUrl":"https://login.example.com","appKey":"k","${name}":1}`) as object
    expect(problem(options).message).toContain(`${name} is no option`)
  })
})

describe('with a relay on WeChat’s cloud', () => {
  const cloud = { appKey: 'app-key', transport: { callFunction: 'login' } }

  test.each([cloud.transport, { callContainer: { env: 'prod-1', service: 'relay' } }])(
    '%j needs neither a relayUrl nor a code',
    (transport) => {
      expect(checkOptions({ appKey: 'app-key', transport })).toMatchObject({
        relayUrl: '',
        transport,
        code: 'none',
      })
    },
  )

  test('a code can be asked for all the same', () => {
    expect(checkOptions({ ...cloud, code: 'login' }).code).toBe('login')
  })

  test('a relayUrl beside it contradicts', () => {
    expect(problem({ ...least, ...cloud }).message).toMatch(/^relayUrl must be left out[^;]+\.$/)
  })

  test.each([
    {},
    { callFunction: '' },
    { callFunction: 'login', callContainer: { env: 'prod-1', service: 'relay' } },
    { callContainer: {} },
    { callContainer: { env: 'prod-1' } },
    { callContainer: 'relay' },
    { callFunctions: 'login' },
  ])('the transport cannot be %j', (transport) => {
    expect(problem({ appKey: 'app-key', transport }).message).toMatch(/^transport must be [^;]+\.$/)
  })
})

test('all that is wrong is named at once', () => {
  const { message } = problem({ codeTimeout: 0, encrypt: 'yes' })
  expect(message).toMatch(/relayUrl must be .*; appKey must be .*; codeTimeout must be .*; encrypt must be /)
  expect(message).not.toMatch(/requestTimeout|renewBefore|tokenApiUrl|appId|code must/)
})

test.each([undefined, null, 5, 'https://login.example.com', [], [least], true])(
  'no options at all (%j) is said in the same way',
  (options) => {
    expect(problem(options).message).toMatch(/relayUrl must be .*; appKey must be /)
  },
)

test('a value is never in the message: it could be a secret in the wrong place', () => {
  expect(problem({ ...least, relayUrl: 'AppSecret-of-somebody' }).message).not.toContain('AppSecret-of')
})
