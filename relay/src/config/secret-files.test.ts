import { ConfigError, loadConfig, type RelayConfig } from './config'
import type { Environment } from './reader'

const rest = { WECHAT_APP_ID: 'wx0123456789abcdef', IOT_APP_KEY: 'AppKey0001', IOT_APP_SECRET: 'i-0123' }
const files: Record<string, string> = {
  '/run/secrets/wechat': 'w-from-file\n',
  '/run/secrets/windows': 'w-from-windows\r\n',
  '/run/secrets/two-lines': 'w-1\nw-2\n',
  '/run/secrets/empty': '\n',
}

const load = (environment: Environment): RelayConfig =>
  loadConfig({ ...rest, ...environment }, (path) => {
    const text = files[path]
    if (text === undefined) throw new Error(`ENOENT ${path}`)
    return text
  })

function problemsOf(environment: Environment): readonly string[] {
  try {
    load(environment)
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  return []
}

const wechatSecret = ({ apps }: RelayConfig) => apps.get(rest.WECHAT_APP_ID)?.wechatAppSecret.reveal()

it.each([
  ['/run/secrets/wechat', 'w-from-file'],
  ['/run/secrets/windows', 'w-from-windows'],
])('a secret comes from the file %s without its line end', (path, secret) => {
  expect(wechatSecret(load({ WECHAT_APP_SECRET_FILE: path }))).toBe(secret)
})

it('the previous one too', () => {
  const { apps } = load({
    WECHAT_APP_SECRET: 'w-current',
    WECHAT_APP_SECRET_PREVIOUS_FILE: '/run/secrets/wechat',
  })
  expect(apps.get(rest.WECHAT_APP_ID)?.previousWechatAppSecret?.reveal()).toBe('w-from-file')
})

it.each([
  [
    'is not there',
    { WECHAT_APP_SECRET_FILE: '/nowhere' },
    /^WECHAT_APP_SECRET cannot be read from WECHAT_APP/,
  ],
  ['is empty', { WECHAT_APP_SECRET_FILE: '/run/secrets/empty' }, /^WECHAT_APP_SECRET is empty/],
  ['has two lines', { WECHAT_APP_SECRET_FILE: '/run/secrets/two-lines' }, /^WECHAT_APP_SECRET holds/],
  [
    'stands beside the secret itself',
    { WECHAT_APP_SECRET: 'w-0123', WECHAT_APP_SECRET_FILE: '/run/secrets/wechat' },
    /^WECHAT_APP_SECRET contradicts WECHAT_APP_SECRET_FILE/,
  ],
])('a file that %s is one problem, and its content stays inside', (_what, environment, problem) => {
  const problems = problemsOf(environment)
  expect(problems).toEqual([expect.stringMatching(problem)])
  expect(problems.join()).not.toMatch(/w-1|w-from-file|\/nowhere/)
})

it('what is no secret comes from the environment only, and a file for it is refused', () => {
  expect(problemsOf({ WECHAT_APP_SECRET: 'w-0123', IOT_APP_KEY_FILE: '/nowhere' })).toEqual([
    expect.stringMatching(/^IOT_APP_KEY_FILE is no setting/),
  ])
})

it.each([
  ['\uFEFFw-from-file\r\n', undefined],
  ['w\0-\0', /^WECHAT_APP_SECRET comes from WECHAT_APP_SECRET_FILE, which is UTF-16: save it as UTF-8/],
])('a byte order mark is no part of a secret, and UTF-16 is told', (text, problem) => {
  files['/run/secrets/marked'] = text
  const environment = { WECHAT_APP_SECRET_FILE: '/run/secrets/marked' }
  if (problem === undefined) expect(wechatSecret(load(environment))).toBe('w-from-file')
  else expect(problemsOf(environment)).toEqual([expect.stringMatching(problem)])
})

it('a secret from a file contradicts the file of several apps', () => {
  const none = { WECHAT_APP_ID: undefined, IOT_APP_KEY: undefined, IOT_APP_SECRET: undefined }
  const problems = problemsOf({ ...none, RELAY_APPS_FILE: '/nowhere', WECHAT_APP_SECRET_FILE: '/x' })
  expect(problems[0]).toBe('WECHAT_APP_SECRET contradicts RELAY_APPS_FILE: set one or the other')
})

it('a file of several apps can hold the previous secrets', () => {
  const app = { wechatAppSecret: 'w-1', iotAppKey: 'k', iotAppSecret: 'i-1', previousIotAppSecret: 'i-0' }
  const { apps } = loadConfig({ RELAY_APPS_FILE: 'apps.json' }, () =>
    JSON.stringify({ wx0000000000000001: app }),
  )
  expect(apps.get('wx0000000000000001')?.previousIotAppSecret?.reveal()).toBe('i-0')
  expect(apps.get('wx0000000000000001')?.previousWechatAppSecret).toBeUndefined()
})
