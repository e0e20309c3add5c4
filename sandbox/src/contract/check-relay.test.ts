import { readFileSync } from 'node:fs'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createSandbox, type Sandbox } from '../app'
import { checkRelay } from './check-relay'

const honest = readFileSync(join(__dirname, '../../test/honest-relay.js'), 'utf8')

let sandbox: Sandbox
let sandboxUrl: string
const open: Server[] = []

beforeAll(async () => {
  sandbox = createSandbox()
  sandboxUrl = await sandbox.listen({ port: 0 })
})
afterEach(() => {
  for (const server of open.splice(0)) server.close().closeAllConnections()
  sandbox.reset()
})
afterAll(() => sandbox.close())

/** The relay in thirty lines, changed here and there; its URL. */
async function relayOf(changes: readonly [find: string, replacement: string][] = []): Promise<string> {
  const text = changes.reduce((before, [find, replacement]) => {
    if (!before.includes(find)) throw new Error(`the relay has no ${find}`)
    return before.replace(find, replacement)
  }, honest)
  const module = { exports: {} as { createRelay: (env: Record<string, string>) => Server } }
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- a relay that was spoilt is what is run
  new Function('require', 'exports', text)(require, module.exports)
  const server = module.exports.createRelay(sandbox.relayEnvironment())
  open.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

test('an honest relay in thirty lines, with codes of its own, keeps every must', async () => {
  expect(honest.split('\n').filter((line) => line.trim() !== '').length).toBeLessThanOrEqual(30)
  const { findings, passed } = await checkRelay({ url: await relayOf(), sandboxUrl })
  expect(findings.filter(({ level, outcome }) => level === 'must' && outcome !== 'kept')).toEqual([])
  expect(passed).toBe(true)
  const broken = findings.filter(({ outcome }) => outcome === 'broken').map(({ promise }) => promise)
  expect(broken).toEqual(
    expect.arrayContaining([expect.stringMatching(/cache/), expect.stringMatching(/429/)]),
  )
})

/** Where `logIn` takes what a request has. */
const TAKES = "logIn({ code = ''"
const EXCHANGES = 'await (await fetch(url)).json()'

/** How it is spoilt; what it breaks by that, and nothing else; and a word of the cure. */
const spoilt: [what: string, changes: [string, string][], promise: RegExp, cure: RegExp][] = [
  [
    'leaks the openid',
    [['{ Data: { Token,', '{ Data: { id: user.WxOpenID, Token,']],
    /No reply holds/,
    /Send/,
  ],
  [
    'leaks the session_key',
    [['{ Data: { Token,', '{ Data: { session_key: session.session_key, Token,']],
    /No reply holds/,
    /Send/,
  ],
  [
    'leaks the openid by a header',
    [
      ['return { Data', 'env.last = user.WxOpenID\n  return { Data'],
      ["'application/json' }", "'application/json', 'x-user': env.last ?? '' }"],
    ],
    /No reply holds/,
    /Send/,
  ],
  [
    'believes an openid in the body',
    [
      [TAKES, "logIn({ openid, code = ''"],
      ['WxOpenID: session.openid', 'WxOpenID: openid ?? session.openid'],
    ],
    /that WeChat names/,
    /Take the user from what WeChat says/,
  ],
  [
    'takes an openid for a code',
    [
      [TAKES, "logIn({ openid, code = ''"],
      ['if (session', 'session.openid ??= openid\n  if (session'],
    ],
    /An id of a user is no code/,
    /refuse it/,
  ],
  [
    'believes the headers of the cloud',
    [
      [TAKES, "logIn({ from, code = ''"],
      ['if (session', 'session.openid ??= from\n  if (session'],
      ['logIn(body,', "logIn({ ...body, from: request.headers['x-wx-openid'] },"],
    ],
    /X-WX headers/,
    /WeChat is the one way/,
  ],
  ['gives 200 with an Error', [['isLogin ? 401', 'isLogin ? 200']], /status of its own/, /401/],
  ['gives no Code', [['Error: { Code,', 'Error: {']], /by an Error with a Code/, /Reply/],
  ['exchanges twice', [[EXCHANGES, `${EXCHANGES}\n  await fetch(url)`]], /asked once/, /2 times/],
  [
    'keeps what a code brought',
    [[EXCHANGES, `((env.kept ??= {})[code] ??= ${EXCHANGES})`]],
    /used brings no second/,
    /refuse it/,
  ],
  [
    'gives no ExpiresIn',
    [[', ExpiresIn: ExpireAt - Timestamp', '']],
    /traded for a token/,
    /seconds that are left/,
  ],
  [
    'counts in milliseconds',
    [['ExpireAt - Timestamp', '(ExpireAt - Timestamp) * 1000']],
    /traded for a token/,
    /not milliseconds/,
  ],
  [
    'has one token for all',
    [['return { Data', 'return env.reply ??= { Data']],
    /each their own/,
    /Keep nothing/,
  ],
  ['takes every path for a login', [[" && request.url === '/login'", '']], /another path/, /404/],
  [
    'refuses fields of the contract',
    [['const url =', "if (nickName !== 'user') throw new Error('Unknown')\n  const url ="]],
    /every field of the contract/,
    /leave what you do not use/,
  ],
]

test.each(spoilt)('a copy that %s breaks one must', async (_what, changes, promise, cure) => {
  const { findings, passed } = await checkRelay({ url: await relayOf(changes), sandboxUrl })
  const broken = findings.filter(({ level, outcome }) => level === 'must' && outcome === 'broken')
  expect(broken).toEqual([
    expect.objectContaining({ promise: expect.stringMatching(promise), words: expect.stringMatching(cure) }),
  ])
  expect(passed).toBe(false)
})

test('with codes of a command, what only a sandbox shows is left unchecked, and leaks are known by their shape', async () => {
  const mintCode = () => Promise.resolve(sandbox.mintCode().code)
  const kept = await checkRelay({ url: await relayOf(), mintCode })
  expect(kept.passed).toBe(true)
  expect(kept.findings.filter(({ outcome }) => outcome === 'unchecked').length).toBeGreaterThan(5)
  const leaky = await checkRelay({
    url: await relayOf([['{ Data: { Token,', '{ Data: { id: user.WxOpenID, Token,']]),
    mintCode,
  })
  expect(leaky.passed).toBe(false)
})

test('a relay that uses another sandbox is told from one that refuses codes', async () => {
  const other = createSandbox()
  const { findings } = await checkRelay({ url: await relayOf(), sandboxUrl: await other.listen({ port: 0 }) })
  await other.close()
  expect(findings[0]?.words).toContain('iot-login-sandbox --env')
})

test.each([
  ['a relay that is not there', { url: 'http://127.0.0.1:9', sandboxUrl: () => sandboxUrl }, /No relay at/],
  [
    'a sandbox that is not there',
    { url: undefined, sandboxUrl: () => 'http://127.0.0.1:9' },
    /No sandbox at/,
  ],
])('%s is said at once, with the cure', async (_what, { url, sandboxUrl: at }, words) => {
  await expect(checkRelay({ url: url ?? (await relayOf()), sandboxUrl: at() })).rejects.toMatchObject({
    name: 'UsageError',
    message: expect.stringMatching(words),
    instructions: expect.stringMatching(/Start/),
  })
})
