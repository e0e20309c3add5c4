import { createServer as createPlainServer, type AddressInfo } from 'node:net'
import type { CodeType } from '../../plugin/relay-client/contract'
import { createRelay, loadConfig } from '../../relay/src'
import { variables } from '../../relay/src/config/variables'
import { createSandbox, DEFAULT_APP, type Sandbox } from '../../sandbox/src'
import { postLogin, startRelay } from '../stand-ins/running-relay'
import { startTinyUpstream } from '../stand-ins/tiny-upstream'

// Patience with a machine under load, not a limit of the relay.
jest.setTimeout(30_000)

const profile = { nickName: '不该出现的名字', avatar: 'https://example.com/never-in-a-log.png' }
const NAMES = new RegExp(`\\b(${Object.keys(variables).join('|')})\\b`)
const STRANGER = 'secret-that-is-unknown'

type Settings = Record<string, string>
interface Elsewhere {
  url: string
  close(): Promise<void>
}

const page = (): Promise<Elsewhere> =>
  startTinyUpstream((_request, reply) => reply.end('<html>Welcome</html>'))
const redirect = (): Promise<Elsewhere> =>
  startTinyUpstream((_request, reply) => reply.writeHead(301, { location: 'https://example.com/' }).end())

async function withoutHttp(): Promise<Elsewhere> {
  const server = createPlainServer((socket) => {
    socket.on('error', () => undefined).resume()
    socket.end('SSH-2.0-OpenSSH_9.6\r\n')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

const nowhere = async (): Promise<Elsewhere> => ({ url: '', close: async () => undefined })

/** Where nothing listens any more. */
async function gone(): Promise<Elsewhere> {
  const server = await page()
  await server.close()
  return { url: server.url, close: async () => undefined }
}

/** What is set wrongly, for what a sandbox tells a relay and the URL of something else; what the hint must name. */
const wrong: [
  what: string,
  settings: (right: Settings, elsewhere: string) => Settings,
  hint: RegExp,
  elsewhere?: () => Promise<Elsewhere>,
][] = [
  ["a wrong path to WeChat's API", (right) => pathless('WECHAT_API_URL', right), /path.*WECHAT_API_URL/],
  ["a wrong path to IoT Explorer's API", (right) => pathless('IOT_API_URL', right), /path.*IOT_API_URL/],
  ['a page for WeChat', (_, url) => ({ WECHAT_API_URL: url }), /JSON.*WECHAT_API_URL/, page],
  ['a page for IoT Explorer', (_, url) => ({ IOT_API_URL: `${url}/api` }), /JSON.*IOT_API_URL/, page],
  ['a redirect', (_, url) => ({ WECHAT_API_URL: url }), /redirects.*WECHAT_API_URL/, redirect],
  ['another protocol', (_, url) => ({ WECHAT_API_URL: url }), /HTTP.*WECHAT_API_URL/, withoutHttp],
  [
    'https to a server of http',
    (_, url) => ({ WECHAT_API_URL: `https${url.slice(4)}` }),
    /TLS.*WECHAT/,
    page,
  ],
  ['an unknown host', () => ({ IOT_API_URL: 'https://iot.invalid/api' }), /known name.*IOT_API_URL/],
  ['a server that is gone', (_, url) => ({ IOT_API_URL: `${url}/api` }), /connection.*IOT_API_URL/, gone],
  ['a proxy that is gone', (_, url) => ({ UPSTREAM_PROXY: url }), /connection.*UPSTREAM_PROXY/, gone],
  ['another AppID', () => ({ WECHAT_APP_ID: 'wx00000000000000ff' }), /AppID.*WECHAT_APP_ID/],
  ['another AppSecret of WeChat', () => ({ WECHAT_APP_SECRET: STRANGER }), /AppSecret.*WECHAT_APP_SECRET/],
  ['another AppKey', () => ({ IOT_APP_KEY: 'SomebodyElsesKey' }), /AppKey \(IOT_APP_KEY\).*copy/],
  ['another AppSecret of IoT Explorer', () => ({ IOT_APP_SECRET: STRANGER }), /signature.*IOT_APP_SECRET/],
]

const pathless = (name: string, right: Settings): Settings => ({
  [name]: `${new URL(right[name]!).origin}/none`,
})

/** One login by settings that are wrong: its answer, and what was logged of it. */
async function logIn(sandbox: Sandbox, settings: Settings, codeType: CodeType = 'login') {
  const lines: string[] = []
  const config = loadConfig({ ...sandbox.relayEnvironment(), LOG_LEVEL: 'debug', ...settings })
  const relay = createRelay(config, { writeLog: (line) => lines.push(line) })
  const { code } = sandbox.mintCode({ codeType })
  const url = await relay.app.listen({ host: '127.0.0.1', port: 0 })
  const { status, text } = await postLogin(url, { code, codeType, ...profile })
  await relay.close()
  const secrets = [code, ...Object.values(profile), STRANGER]
  const hidden = [...secrets, config.apps.values().next().value!.iotAppSecret.reveal()]
  const written = lines.join('') + text
  expect(hidden.filter((value) => written.includes(value))).toEqual([])
  return { status, logged: JSON.parse(lines.at(-1)!) as { hint?: string; outcome: string } }
}

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = createSandbox()
  await sandbox.listen({ port: 0 })
})
afterAll(() => sandbox.close())

describe('a setting that lets logins fail is named in the log, with the cure and no secret:', () => {
  it.each(wrong)('%s', async (_what, settings, hint, elsewhere = nowhere) => {
    const other = await elsewhere()
    const { status, logged } = await logIn(sandbox, settings(sandbox.relayEnvironment(), other.url))
    await other.close()
    expect(status).toBeGreaterThanOrEqual(500)
    expect(logged.hint).toMatch(hint)
    // What was found, a colon, what to do, and in which variable: as `loadConfig` says it.
    expect(logged.hint).toMatch(/^[A-Z][^:]+: [a-z]+ /)
    expect(logged.hint).toMatch(NAMES)
  })

  it('another AppSecret of a plugin', async () => {
    const settings = { WECHAT_APP_KIND: 'plugin', WECHAT_APP_SECRET: STRANGER }
    const { status, logged } = await logIn(sandbox, settings, 'pluginLogin')
    expect(status).toBe(500)
    expect(logged.hint).toMatch(/AppSecret.*WECHAT_APP_SECRET/)
  })
})

describe('a code that WeChat refuses', () => {
  const other = 'wx00000000000000ff'
  const refererOf = (appId: string) => `https://servicewechat.com/${appId}/devtools/page-frame.html`

  async function hintBy(referer: string | undefined): Promise<string | undefined> {
    const { url, logged, close } = await startRelay()
    const headers = { 'content-type': 'application/json', ...(referer === undefined ? {} : { referer }) }
    expect((await postLogin(url, { code: 'of-another-app' }, headers)).status).toBe(401)
    await close()
    return (JSON.parse(logged.at(-1)!) as { hint?: string }).hint
  }

  it('may be of the app that the Referer names, where that is another one', async () => {
    expect(await hintBy(refererOf(other))).toMatch(new RegExp(`Referer names ${other}.*Serve it too`))
  })

  it.each([
    ['the same app', refererOf(DEFAULT_APP.appId)],
    ['no app', 'https://servicewechat.com/wx1/0/page-frame.html'],
    ['another site', refererOf(other).replace('servicewechat.com', 'servicewechat.com.example.com')],
    ['nothing', undefined],
  ])('has no such hint where the Referer names %s', async (_what, referer) => {
    expect(await hintBy(referer)).toBeUndefined()
  })
})
