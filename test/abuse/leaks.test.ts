import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSandbox, DEFAULT_APP, type FaultRequest, type Sandbox } from '../../sandbox/src'
import { postDeletion } from '../stand-ins/deleting-user'
import { startRecordingProxy, type RecordingProxy } from '../stand-ins/recording-proxy'
import { startRelayProcess, type RelayProcess } from '../stand-ins/relay-process'
import { postLogin } from '../stand-ins/running-relay'
import { leaksIn } from './leak-search'

const profile = { nickName: '不该出现的名字', avatar: 'https://example.com/never-written-down.png' }
const environment = {
  WECHAT_APP_KIND: 'plugin',
  WECHAT_APP_SECRET: 'wrong-wechat-secret-0001',
  WECHAT_APP_SECRET_PREVIOUS: DEFAULT_APP.appSecret,
  IOT_APP_SECRET: 'wrong-iot-secret-00000001',
  IOT_APP_SECRET_PREVIOUS: DEFAULT_APP.iotAppSecret,
  UPSTREAM_TIMEOUT_MS: '400',
  LOG_LEVEL: 'debug',
}

let sandbox: Sandbox
let proxy: RecordingProxy
let relay: RelayProcess
/** What callers were answered, tokens of successes left out: those are theirs. */
const answers: string[] = []
const codes: string[] = []
let wasKilled = ''
let dataDir: string

const faults: FaultRequest[] = [
  ...(['html', 'http500', 'hang', 'closedConnection', 'missingOpenId'] as const).map(
    (kind) => ({ target: 'jscode2session', kind }) as const,
  ),
  { target: 'jscode2session', kind: 'error', errcode: 40125, errmsg: `secret ${DEFAULT_APP.appSecret}` },
  { target: 'jscode2session', kind: 'error', errcode: 99_999, errmsg: 'code and openid' },
  { target: 'stable_token', kind: 'http500' },
  { target: 'getpluginopenpid', kind: 'error', errcode: 40001, times: 2 },
  ...(['html', 'http500', 'hang', 'closedConnection', 'missingToken', 'missingExpireAt'] as const).map(
    (kind) => ({ target: 'AppGetTokenByWeiXin', kind }) as const,
  ),
  {
    target: 'AppGetTokenByWeiXin',
    kind: 'error',
    Code: 'InvalidParameterValue',
    Message: `Signature 无效 ${DEFAULT_APP.iotAppSecret} ${profile.nickName}`,
  },
  { target: 'AppGetTokenByWeiXin', kind: 'wrappedInternalError' },
]

async function login(body: Record<string, unknown>): Promise<number> {
  const { status, text, headers } = await postLogin(relay.url, { ...profile, ...body })
  answers.push(JSON.stringify([...headers]), status === 200 ? '' : text)
  return status
}

function mint(codeType: 'login' | 'pluginLogin', user?: string): string {
  const { code } = sandbox.mintCode({ codeType, ...(user === undefined ? {} : { user }) })
  codes.push(code)
  return code
}

/** A whole run of the real process: logins of each kind, every fault, every kind of bad request. */
beforeAll(async () => {
  sandbox = createSandbox()
  proxy = await startRecordingProxy(await sandbox.listen({ port: 0 }))
  const urls = Object.entries(sandbox.relayEnvironment()).map(([name, value]) => {
    const { pathname } = URL.canParse(value) ? new URL(value) : { pathname: '' }
    return [name, name.endsWith('_URL') ? proxy.url + pathname : value]
  })
  dataDir = mkdtempSync(join(tmpdir(), 'leaks-'))
  relay = await startRelayProcess({ ...Object.fromEntries(urls), ...environment, DATA_DIR: dataDir })
  expect(await login({ code: mint('login') })).toBe(200)
  expect(await login({ code: mint('pluginLogin'), codeType: 'pluginLogin' })).toBe(200)
  for (const body of [{}, { openid: 'x' }, { code: 'spent' }]) {
    answers.push((await postDeletion(relay.url, { code: mint('login', 'leaver'), ...body })).text)
  }
  expect(await login({ code: mint('login', 'leaver') })).toBe(403)
  const used = mint('login')
  for (const requestId of ['first', 'second']) await login({ code: used, requestId })
  for (const fault of faults) {
    sandbox.faults.clear()
    sandbox.faults.add(fault)
    const codeType = ['stable_token', 'getpluginopenpid'].includes(fault.target) ? 'pluginLogin' : 'login'
    await login({ code: mint(codeType), codeType })
  }
  for (const body of [{ code: mint('login'), openid: 'x' }, { code: 7 }, { code: `${mint('login')} ` }]) {
    await login(body)
  }
  const refused = await postLogin(relay.url, `{"code":"${mint('login')}"`)
  answers.push(refused.text)
  for (const path of ['/healthz', '/readyz', '/metrics', '/openapi.json', `/login?code=${mint('login')}`]) {
    answers.push(await (await fetch(relay.url + path)).text())
  }
  relay.process.kill('SIGHUP')
  await relay.logged('reloaded')
  relay.process.kill('SIGTERM')
  await relay.ended
  wasKilled = relay.written()
}, 30_000)

afterAll(async () => {
  rmSync(dataDir, { recursive: true })
  await relay.kill()
  await proxy.close()
  await sandbox.close()
})

/** By name: what was configured, what callers sent, and what the upstreams said of people. */
function everythingSecret(): Map<string, string> {
  const told = ['session_key', 'openid', 'unionid', 'openpid', 'access_token', 'Token']
  const secrets = new Map<string, string>([
    ['WECHAT_APP_SECRET', environment.WECHAT_APP_SECRET],
    ['WECHAT_APP_SECRET_PREVIOUS', environment.WECHAT_APP_SECRET_PREVIOUS],
    ['IOT_APP_SECRET', environment.IOT_APP_SECRET],
    ['IOT_APP_SECRET_PREVIOUS', environment.IOT_APP_SECRET_PREVIOUS],
    ['nickName', profile.nickName],
    ['avatar', profile.avatar],
    ...codes.map((code, index): [string, string] => [`code ${index}`, code]),
  ])
  for (const [index, reply] of proxy.replies.entries()) {
    for (const name of told) {
      for (const [, value = ''] of reply.matchAll(new RegExp(`"${name}":"([^"]+)"`, 'g'))) {
        secrets.set(`${name} ${index}`, value)
      }
    }
  }
  return secrets
}

it('the run has met every kind of secret', () => {
  const kinds = new Set([...everythingSecret().keys()].map((name) => name.replace(/ \d+$/, '')))
  expect([...kinds].sort()).toEqual(
    [
      'IOT_APP_SECRET',
      'IOT_APP_SECRET_PREVIOUS',
      'Token',
      'WECHAT_APP_SECRET',
      'WECHAT_APP_SECRET_PREVIOUS',
      'access_token',
      'avatar',
      'code',
      'nickName',
      'openid',
      'openpid',
      'session_key',
    ].sort(),
  )
  expect(wasKilled.split('\n').length).toBeGreaterThan(faults.length)
})

it('nothing of it is in what the process wrote', () => {
  expect(leaksIn(wasKilled, everythingSecret())).toEqual([])
})

it('nothing of it is in its metrics, its description, its failures or any header', () => {
  expect(leaksIn(answers.join('\n'), everythingSecret())).toEqual([])
})

it('nothing of it is on the disk, where deletions are kept', () => {
  const files = readdirSync(dataDir, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  )
  const texts = files.map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'latin1'))
  expect(texts.join('\n')).toContain('deletion:')
  expect(leaksIn(texts.join('\n'), everythingSecret())).toEqual([])
})

describe('the search finds a secret', () => {
  const secrets = new Map([['it', 'a secret & more/=?']])

  it.each([
    ['as it is', 'at a secret & more/=? end'],
    ['in a URL', `?x=${encodeURIComponent('a secret & more/=?')}`],
    ['in JSON', JSON.stringify({ x: 'a secret & more/=?' })],
    ['in base64', Buffer.from('a secret & more/=?').toString('base64')],
    ['in hex', Buffer.from('a secret & more/=?').toString('hex').toUpperCase()],
    ['cut off', 'a secret & m'],
  ])('%s', (_how, text) => {
    expect(leaksIn(text, secrets)).toEqual(['it'])
  })

  it('and nothing where there is none', () => {
    expect(leaksIn('a secret of another kind', secrets)).toEqual([])
  })
})
