import { ConfigError, loadConfig } from './config'

const COMPLETE = {
  WECHAT_APP_ID: 'wx0123456789abcdef',
  WECHAT_APP_SECRET: '0123456789abcdef0123456789abcdef',
  IOT_APP_KEY: 'LlKkJjHhGgFfDdSsA',
  IOT_APP_SECRET: 'QqWwEeRrTtYyUuIiOoPp',
}
const APP = {
  wechatAppSecret: COMPLETE.WECHAT_APP_SECRET,
  iotAppKey: COMPLETE.IOT_APP_KEY,
  iotAppSecret: COMPLETE.IOT_APP_SECRET,
}
const secrets = [COMPLETE.WECHAT_APP_SECRET, COMPLETE.IOT_APP_SECRET]

function problemsOf(environment: Record<string, string | undefined>, file = ''): readonly string[] {
  try {
    loadConfig(environment, () => file)
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  return []
}

const swappedIot = { IOT_APP_KEY: COMPLETE.IOT_APP_SECRET, IOT_APP_SECRET: COMPLETE.IOT_APP_KEY }
const swappedWechat = {
  WECHAT_APP_ID: COMPLETE.WECHAT_APP_SECRET,
  WECHAT_APP_SECRET: COMPLETE.WECHAT_APP_ID,
}

/** What was set wrongly; the variable that is named; what was found; the cure. */
const wrong: [what: string, settings: Record<string, string>, name: string, found: RegExp, cure: RegExp][] = [
  [
    'quotes by docker --env-file',
    { IOT_APP_SECRET: '"QqWwEeRrTtYyUuIiOoPp"' },
    'IOT_APP_SECRET',
    /quotes/,
    /remove them/,
  ],
  ['quotes around a number', { PORT: "'8787'" }, 'PORT', /quotes/, /remove/],
  ['an original id', { WECHAT_APP_ID: 'gh_0123456789ab' }, 'WECHAT_APP_ID', /gh_…/, /copy the AppID/],
  [
    'an AppID cut short',
    { WECHAT_APP_ID: 'wx0123456789' },
    'WECHAT_APP_ID',
    /16 letters or digits/,
    /copy it whole/,
  ],
  ['the tourist', { WECHAT_APP_ID: 'touristappid' }, 'WECHAT_APP_ID', /not an AppID/, /copy/],
  ['AppID and AppSecret swapped', swappedWechat, 'WECHAT_APP_ID', /looks like an AppSecret/, /swap/],
  ['AppKey and AppSecret swapped', swappedIot, 'IOT_APP_KEY', /looks like an AppSecret/, /swap them/],
  [
    "the sandbox's swapped",
    { IOT_APP_KEY: 'sandbox-not-a-real-secret', IOT_APP_SECRET: 'SandboxAppKey0001' },
    'IOT_APP_KEY',
    /looks like/,
    /swap/,
  ],
  [
    'an OpenID where UnionIDs are used',
    { WX_ID_KIND: 'unionid', TX_IOT_USER_ID: 'openid' },
    'TX_IOT_USER_ID',
    /contradicts WX_ID_KIND/,
    /derived/,
  ],
  [
    'no path of the API',
    { IOT_API_URL: 'https://iot.cloud.tencent.com' },
    'IOT_API_URL',
    /not the path/,
    /exploreropen/,
  ],
  [
    'no path of a proxy',
    { IOT_API_URL: 'https://proxy.example.com/' },
    'IOT_API_URL',
    /no path/,
    /end it with/,
  ],
  [
    'the whole URL',
    { IOT_API_URL: 'https://iot.cloud.tencent.com/api/exploreropen/appapi' },
    'IOT_API_URL',
    /\/appapi/,
    /take/,
  ],
  [
    'the whole URL of the sandbox',
    { IOT_API_URL: 'http://127.0.0.1:8788/iot.cloud.tencent.com/api/exploreropen/tokenapi/' },
    'IOT_API_URL',
    /\/tokenapi/,
    /take/,
  ],
  [
    'the path of a call',
    { WECHAT_API_URL: 'https://api.weixin.qq.com/sns/jscode2session' },
    'WECHAT_API_URL',
    /\/sns\/jscode2session/,
    /take/,
  ],
  [
    "the other's URL",
    { WECHAT_API_URL: 'https://iot.cloud.tencent.com/api/exploreropen' },
    'WECHAT_API_URL',
    /IoT Explorer's/,
    /set it/,
  ],
  [
    'that the other way round',
    { IOT_API_URL: 'https://api.weixin.qq.com' },
    'IOT_API_URL',
    /WeChat's/,
    /set it/,
  ],
  [
    'a name without its unit',
    { LOGIN_TIMEOUT: '5' },
    'LOGIN_TIMEOUT',
    /no setting/,
    /LOGIN_TIMEOUT_MS\? Rename/,
  ],
  ['a letter missing', { LOG_LEVL: 'debug' }, 'LOG_LEVL', /no setting/, /LOG_LEVEL\?/],
  ['two letters swapped', { TRSUT_PROXY: 'none' }, 'TRSUT_PROXY', /no setting/, /TRUST_PROXY\?/],
  ['another word for URL', { REDIS_URI: 'redis://h' }, 'REDIS_URI', /no setting/, /REDIS_URL\?/],
  ['small letters', { log_level: 'debug' }, 'log_level', /no setting/, /LOG_LEVEL\?/],
  [
    'a name of ours that is none',
    { RATE_LIMIT_PER_HOUR: '5' },
    'RATE_LIMIT_PER_HOUR',
    /no setting/,
    /remove/,
  ],
]

describe('a setting that cannot work is refused with its name, what was found, and the cure:', () => {
  it.each(wrong)('%s', (_what, settings, name, found, cure) => {
    const problems = problemsOf({ ...COMPLETE, ...settings })
    const own = problems.filter((line) => line.startsWith(`${name} `))
    expect(own).toHaveLength(1)
    expect(own[0]).toMatch(found)
    expect(own[0]).toMatch(cure)
    for (const secret of [
      ...secrets,
      ...Object.entries(settings)
        .filter(([key]) => key.includes('SECRET'))
        .map(([, value]) => value),
    ]) {
      expect(problems.join()).not.toContain(secret)
    }
  })
})

describe('what belongs to others is left alone:', () => {
  it.each([
    'REDIS_HOST',
    'HOSTNAME',
    'RELAY_SERVICE_HOST',
    'RELAY_PORT_8787_TCP',
    'WX_CONTEXT_KEYS',
    'RELAY_URL',
    'LOGNAME',
    'HOST_NAME',
    'NODE_ENV',
    'HTTPS_PROXY',
  ])('%s', (name) => expect(problemsOf({ ...COMPLETE, [name]: 'x' })).toEqual([]))
})

describe('a file of several apps', () => {
  const id = COMPLETE.WECHAT_APP_ID
  const inFile = (text: string) => problemsOf({ RELAY_APPS_FILE: 'apps.json' }, text)
  const entry = JSON.stringify(APP)

  it('may begin with a byte order mark', () => {
    expect(inFile(`\uFEFF{"${id}":${entry}}`)).toEqual([])
  })

  it('is refused as UTF-16 by that name', () => {
    expect(inFile(Buffer.from(`{"${id}":${entry}}`, 'utf16le').toString('utf8'))).toEqual([
      'RELAY_APPS_FILE: the file is UTF-16: save it as UTF-8',
    ])
  })

  it('is refused with the same AppID twice, which JSON would not tell', () => {
    const problems = inFile(`{"${id}":${entry},\n "${id}" : ${entry}}`)
    expect(problems).toEqual([expect.stringMatching(new RegExp(`"${id}" stands twice.*remove one`))])
  })

  it('is refused with the same field twice', () => {
    expect(inFile(`{"${id}":${entry.replace('{', '{"iotAppKey":"x:\\"{",')}}`)).toEqual([
      expect.stringMatching(/"iotAppKey" stands twice/),
    ])
  })

  it.each<[string, object, RegExp]>([
    ['quotes', { iotAppSecret: `"${APP.iotAppSecret}"` }, /iotAppSecret is in quotes.*remove/],
    [
      'swapped',
      { iotAppKey: APP.iotAppSecret, iotAppSecret: APP.iotAppKey },
      /looks like an AppSecret.*swap/,
    ],
    ['an AppID for a secret', { wechatAppSecret: id }, /wechatAppSecret is an AppID: swap/],
  ])('is held to the same rules: %s', (_what, fields, words) => {
    const problems = inFile(JSON.stringify({ [id]: { ...APP, ...fields } }))
    expect(problems).toEqual([expect.stringMatching(words)])
    for (const secret of secrets) expect(problems.join()).not.toContain(secret)
  })
})
