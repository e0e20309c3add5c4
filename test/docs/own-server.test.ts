import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { root } from '../shape/source-tree'
import { postLogin, startRelay, type RunningRelay } from '../stand-ins/running-relay'

/** The recipe for a server that is given the token, as the README has it. */
const recipe = [...readFileSync(join(root, 'relay/README.md'), 'utf8').matchAll(/^```js\n([^]*?)^```/gm)]
  .map(([, code]) => code ?? '')
  .find((code) => code.includes('AppGetUser'))

type UserOf = (token: unknown) => Promise<string | undefined>

let relay: RunningRelay
let now: number
beforeEach(async () => {
  relay = await startRelay()
  now = Date.now()
  jest.spyOn(Date, 'now').mockImplementation(() => now)
})
afterEach(async () => {
  jest.restoreAllMocks()
  await relay.close()
})

function serverOfYours(change: (code: string) => string = (code) => code): UserOf {
  const module = { exports: {} as { userOf: UserOf } }
  const tokenApi = `${relay.sandbox.relayEnvironment().IOT_API_URL ?? ''}/tokenapi`
  const scope = { env: { IOT_TOKEN_API_URL: tokenApi } }
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- what the README shows is what is run
  new Function('require', 'module', 'process', change(recipe ?? ''))(createRequire(__filename), module, scope)
  return module.exports.userOf
}

async function tokenOf(user: string): Promise<string> {
  const { body } = await postLogin(relay.url, { code: relay.sandbox.mintCode({ user }).code })
  return (body as { Response: { Data: { Token: string } } }).Response.Data.Token
}

const asked = () =>
  relay.sandbox.journal.since().entries.filter(({ operation }) => operation === 'AppGetUser').length

test('a token names its user, and another user another', async () => {
  const userOf = serverOfYours()
  const [ming, hua] = [await userOf(await tokenOf('ming')), await userOf(await tokenOf('hua'))]
  expect(ming).toMatch(/./)
  expect(hua).toMatch(/./)
  expect(hua).not.toBe(ming)
})

test('IoT Explorer is asked once a minute for a token', async () => {
  const userOf = serverOfYours()
  const token = await tokenOf('ming')
  const first = await userOf(token)
  now += 59_999
  expect(await userOf(token)).toBe(first)
  expect(asked()).toBe(1)
  now += 1
  expect(await userOf(token)).toBe(first)
  expect(asked()).toBe(2)
})

test('a token that was revoked ends within the minute', async () => {
  const userOf = serverOfYours()
  const token = await tokenOf('ming')
  await userOf(token)
  relay.sandbox.world.accessTokens.revoke(token)
  now += 60_000
  expect(await userOf(token)).toBeUndefined()
})

test.each(['never-given-out', '', 'x'.repeat(2000), undefined, { token: 'x' }])(
  'what is no token names no user: %j',
  async (token) => {
    expect(await serverOfYours()(token)).toBeUndefined()
  },
)

test('an IoT Explorer that does not answer is not a wrong token', async () => {
  const userOf = serverOfYours()
  const token = await tokenOf('ming')
  relay.sandbox.faults.add({ target: 'AppGetUser', kind: 'http500' })
  await expect(userOf(token)).rejects.toThrow()
  expect(await userOf(token)).toMatch(/./)
})

test('it keeps no more than it says', async () => {
  const userOf = serverOfYours((code) => code.replace('10_000', '1'))
  const [ming, hua] = [await tokenOf('ming'), await tokenOf('hua')]
  for (const token of [ming, hua, hua, ming]) await userOf(token)
  expect(asked()).toBe(3)
})
