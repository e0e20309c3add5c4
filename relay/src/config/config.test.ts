import { inspect } from 'node:util'
import { ConfigError, loadConfig } from './config'
import { variables } from './variables'

const SECRETS = { WECHAT_APP_SECRET: 'w-0123456789abcdef', IOT_APP_SECRET: 'i-0123456789abcdef' }
const COMPLETE = { WECHAT_APP_ID: 'wx0123456789abcdef', IOT_APP_KEY: 'AppKey0001', ...SECRETS }

function problemsOf(environment: Record<string, string | undefined>, file?: string): readonly string[] {
  try {
    loadConfig(environment, () => {
      if (file === undefined) throw new Error('ENOENT /secret/path')
      return file
    })
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  return []
}

describe('a complete environment', () => {
  it('is a configuration with the defaults of the table', () => {
    const config = loadConfig({
      ...COMPLETE,
      UNRELATED: 'x',
      REDIS_HOST: 'y',
      RELAY_PORT: 'tcp://10.0.0.1:8787',
    })
    expect([...config.apps.keys()]).toEqual(['wx0123456789abcdef'])
    expect(config.apps.get('wx0123456789abcdef')).toMatchObject({ idKind: 'openid', kind: 'miniProgram' })
    expect(config.listen).toEqual({ host: '127.0.0.1', port: 8787, shutdownTimeoutMs: 10_000 })
    expect(config.upstream).toEqual({
      wechatUrl: 'https://api.weixin.qq.com',
      iotUrl: 'https://iot.cloud.tencent.com/api/exploreropen',
      timeoutMs: 5000,
      replyLimitBytes: 65_536,
      breakerOpenMs: 5000,
    })
    expect(config.placeholder.nickName).toBe(variables.PLACEHOLDER_NICK_NAME.default)
    expect(config.logLevel).toBe('info')
  })

  it('shows no secret when printed', () => {
    const config = loadConfig(COMPLETE)
    const printed = inspect(config, { depth: 9 }) + JSON.stringify([...config.apps])
    expect(printed).toContain('[secret]')
    for (const secret of Object.values(SECRETS)) expect(printed).not.toContain(secret)
  })

  it('loses the slash at the end of a base URL', () => {
    const config = loadConfig({ ...COMPLETE, IOT_API_URL: 'http://localhost:8788/api/exploreropen/' })
    expect(config.upstream.iotUrl).toBe('http://localhost:8788/api/exploreropen')
  })
})

describe('an incomplete environment', () => {
  it('is refused with everything that is missing at once', () => {
    const problems = problemsOf({})
    expect(problems.map((line) => line.split(' ')[0])).toEqual([
      'WECHAT_APP_ID',
      'WECHAT_APP_SECRET',
      'IOT_APP_KEY',
      'IOT_APP_SECRET',
    ])
  })

  it('says every problem in its message', () => {
    expect(() => loadConfig({ PORT: 'x' })).toThrow(
      /WECHAT_APP_ID is missing[^]*IOT_APP_SECRET[^]*PORT is not a whole number: set it/,
    )
  })
})

/** What a variable can be wrong with: nothing, a wrong word, a control character, too much, a number too high, a URL. */
const WRONG = [
  '',
  ' ',
  'wrong wörd',
  'a\u0007b',
  '"x"',
  '-1',
  'z'.repeat(5000),
  '9'.repeat(15),
  'http://u:p@h/?#',
]

const SENTINEL = 'redis+sentinel://s1:26379/primary'
const FOUND_AND_CURE =
  /^[A-Z_]+ .*\b(is|are|has|holds|ends|looks|contradicts|cannot)\b.*[:;,] ?(set|take|add|remove|give|put|copy|write|use|encode|check)\b/

describe.each(Object.keys(variables))('%s, set wrong', (name) => {
  const problemsWith = (value: string) => problemsOf({ ...COMPLETE, REDIS_URL: SENTINEL, [name]: value })
  const problems = WRONG.flatMap(problemsWith)

  it('is refused by its name, with what is wrong, and after a colon with the cure', () => {
    expect(problems).not.toEqual([])
    for (const problem of problems) expect(problem).toMatch(FOUND_AND_CURE)
    expect(problems.filter((problem) => !problem.includes(name))).toEqual([])
  })
})

describe('a wrong value', () => {
  it.each([
    ['WECHAT_APP_ID', 'wx 1'],
    ['WECHAT_APP_ID', 'wx&secret=1'],
    ['WECHAT_APP_SECRET', 'your-secret-here'],
    ['WECHAT_APP_SECRET', '你的密钥'],
    ['WECHAT_APP_SECRET', ' padded'],
    ['IOT_APP_SECRET', '<AppSecret>'],
    ['IOT_APP_SECRET', 'changeme'],
    ['IOT_APP_SECRET', 'change-me'],
    ['IOT_APP_SECRET', 'xxxxxxxx'],
    ['IOT_APP_SECRET', '****'],
    ['IOT_APP_SECRET', '${IOT_APP_SECRET}'],
    ['IOT_APP_KEY', 'YOUR_APP_KEY'],
    ['IOT_APP_KEY', ''],
    ['WECHAT_APP_KIND', 'miniprogram'],
    ['WX_ID_KIND', 'OpenID'],
    ['HOST', 'http://127.0.0.1'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '8787.0'],
    ['PORT', '0x10'],
    ['PORT', ''],
    ['WECHAT_API_URL', 'http://api.weixin.qq.com'],
    ['WECHAT_API_URL', 'http://127.0.0.1.example.com'],
    ['WECHAT_API_URL', 'https://user:pw@example.com'],
    ['WECHAT_API_URL', 'https://example.com/?a=1'],
    ['IOT_API_URL', 'iot.cloud.tencent.com'],
    ['IOT_API_URL', 'ftp://127.0.0.1'],
    ['UPSTREAM_TIMEOUT_MS', '5s'],
    ['UPSTREAM_TIMEOUT_MS', '0'],
    ['UPSTREAM_REPLY_LIMIT_BYTES', '1'],
    ['REQUEST_TIMEOUT_MS', '1e3'],
    ['SHUTDOWN_TIMEOUT_MS', 'Infinity'],
    ['BODY_LIMIT_BYTES', '8KiB'],
    ['PLACEHOLDER_NICK_NAME', '123456789012345678901'],
    ['PLACEHOLDER_NICK_NAME', '微信用户 '],
    ['PLACEHOLDER_NICK_NAME', 'a\u0007b'],
    ['PLACEHOLDER_AVATAR', 'http://example.com/a.png'],
    ['LOG_LEVEL', 'verbose'],
  ])('of %s is refused by its name only, and never becomes the default: %p', (name, value) => {
    const problems = problemsOf({ ...COMPLETE, [name]: value })
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(new RegExp(`^${name} .+`))
  })

  it('of a secret is never quoted', () => {
    const problems = problemsOf({
      ...COMPLETE,
      IOT_APP_SECRET: 'pl4ceholder your secret',
      WECHAT_APP_SECRET: 'your-x1y2z3',
    })
    expect(problems).toHaveLength(2)
    expect(problems.join()).not.toMatch(/pl4ceholder|x1y2z3/)
  })

  it.each(['http://127.0.0.1:8788/x', 'http://[::1]:8788', 'http://localhost:8788', 'https://example.com/x'])(
    'is not %s as an upstream',
    (url) => {
      expect(problemsOf({ ...COMPLETE, WECHAT_API_URL: url })).toEqual([])
    },
  )
})

describe('a file of several apps', () => {
  const entry = { wechatAppSecret: 'w-1', iotAppKey: 'k-1', iotAppSecret: 'i-1' }
  const environment = { RELAY_APPS_FILE: 'apps.json' }

  it('gives each app its secrets and kinds', () => {
    const file = JSON.stringify({
      wx00000000000000aa: entry,
      wx00000000000000bb: { ...entry, idKind: 'unionid', kind: 'plugin' },
    })
    const { apps } = loadConfig(environment, () => file)
    expect(apps.get('wx00000000000000aa')).toMatchObject({
      appId: 'wx00000000000000aa',
      idKind: 'openid',
      kind: 'miniProgram',
    })
    expect(apps.get('wx00000000000000bb')).toMatchObject({
      appId: 'wx00000000000000bb',
      idKind: 'unionid',
      kind: 'plugin',
    })
    expect(apps.get('wx00000000000000bb')?.iotAppSecret.reveal()).toBe('i-1')
  })

  it.each<[string, string, RegExp]>([
    ['text that is not JSON', '{"wx00000000000000aa": secret-text}', /not valid JSON/],
    ['an empty object', '{}', /one entry an AppID/],
    ['a list', '[]', /one entry an AppID/],
    [
      'an entry that is no object',
      '{"wx00000000000000aa": 1}',
      /wx00000000000000aa: is not an object: give it/,
    ],
    [
      'a field too many',
      JSON.stringify({ wx00000000000000aa: { ...entry, appSecret: 'x' } }),
      /wx00000000000000aa: appSecret is no field: use one of/,
    ],
    [
      'a field too few',
      JSON.stringify({ wx00000000000000aa: { ...entry, iotAppKey: undefined } }),
      /wx00000000000000aa: iotAppKey is missing/,
    ],
    [
      'a number',
      JSON.stringify({ wx00000000000000aa: { ...entry, iotAppKey: 7 } }),
      /wx00000000000000aa: iotAppKey is not a string: put it in quotes/,
    ],
    [
      'a placeholder',
      JSON.stringify({ wx00000000000000aa: { ...entry, iotAppSecret: 'your-secret' } }),
      /wx00000000000000aa: iotAppSecret still holds/,
    ],
    ['a wrong AppID', JSON.stringify({ 'wx A': entry }), /"wx A"/],
  ])('is refused with %s', (_name, file, words) => {
    const problems = problemsOf(environment, file)
    expect(problems.join('\n')).toMatch(words)
    expect(problems.join('\n')).not.toContain('secret-text')
    expect(problems.every((line) => line.startsWith('RELAY_APPS_FILE'))).toBe(true)
  })

  it('is refused when it cannot be read', () => {
    expect(problemsOf(environment)).toEqual([expect.stringMatching(/^RELAY_APPS_FILE cannot be read/)])
  })

  it('cannot stand beside the variables of the one app', () => {
    const problems = problemsOf(
      { ...environment, ...COMPLETE, WX_ID_KIND: 'openid' },
      JSON.stringify({ wx00000000000000aa: entry }),
    )
    expect(problems).toHaveLength(5)
    expect(problems.every((line) => line.includes('contradicts RELAY_APPS_FILE'))).toBe(true)
  })
})
