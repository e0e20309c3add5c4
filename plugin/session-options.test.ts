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

test.each([
  ['relayUrl', undefined],
  ['relayUrl', ''],
  ['relayUrl', 'login.example.com'],
  ['relayUrl', 'ftp://login.example.com'],
  ['relayUrl', 'https://'],
  ['relayUrl', 'https://login.example.com/?a=1'],
  ['relayUrl', 'https://login.example.com/#top'],
  ['relayUrl', ' https://login.example.com'],
  ['appKey', undefined],
  ['appKey', ' '],
  ['appKey', 7],
  ['appId', ''],
  ['code', 'wxLogin'],
  ['code', 'none'],
  ['transport', 'callFunction'],
  ['code', Promise.resolve('code')],
  ['codeTimeout', 0],
  ['codeTimeout', -1],
  ['codeTimeout', NaN],
  ['codeTimeout', '10000'],
  ['requestTimeout', 120_001],
  ['requestTimeout', Infinity],
  ['renewBefore', -1],
  ['renewBefore', Infinity],
  ['renewBefore', '300'],
  ['encrypt', 'false'],
  ['encrypt', 0],
  ['tokenApiUrl', 'tokenapi'],
])('%s cannot be %j, and the error names it', (name, value) => {
  const error = problem({ ...least, [name]: value })
  expect(error).toMatchObject({
    code: 'Client.InvalidConfiguration',
    stage: 'configuration',
    retryable: false,
  })
  expect(error.message).toMatch(new RegExp(`^${name} must be [^;]+\\.$`))
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

test.each([undefined, null])('no options at all (%s) is said in the same way', (options) => {
  expect(problem(options).message).toMatch(/relayUrl must be .*; appKey must be /)
})

test('a value is never in the message: it could be a secret in the wrong place', () => {
  expect(problem({ ...least, relayUrl: 'AppSecret-of-somebody' }).message).not.toContain('AppSecret-of')
})
