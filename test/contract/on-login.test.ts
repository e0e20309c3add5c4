import type { ToldLogin } from '../../relay/src'
import { DEFAULT_APP } from '../../sandbox/src'
import { postLogin, startRelay, type RunningRelay } from '../stand-ins/running-relay'

let relay: RunningRelay
afterEach(() => relay.close())

/** A relay, and what its host is told; `hear` takes the next. */
async function start(
  onLogin: (login: ToldLogin) => unknown = () => undefined,
  environment: Record<string, string> = {},
) {
  const told: ToldLogin[] = []
  let wake: () => void = () => undefined
  relay = await startRelay({
    environment,
    onLogin: (login) => {
      told.push(login)
      wake()
      return onLogin(login)
    },
  })
  const hear = () => new Promise<void>((resolve) => (wake = resolve))
  return { told, hear }
}

const logIn = (requestId: string, user = 'ming', code = relay.sandbox.mintCode({ user }).code) =>
  postLogin(relay.url, { code, requestId })

test('is told AppID, OpenID and end of the token, and the phone no OpenID', async () => {
  const { told, hear } = await start()
  const heard = hear()
  const { body, text } = await logIn('r-1')
  await heard
  const [account] = relay.sandbox.world.accounts.list()
  expect(told).toEqual([
    {
      appId: DEFAULT_APP.appId,
      openId: account?.wxOpenId,
      expireAt: body.Response.Data.ExpireAt,
      requestId: 'r-1',
    },
  ])
  expect(text).not.toContain(account?.wxOpenId)
  expect(relay.logged.join('')).not.toContain(account?.wxOpenId)
})

test.each<[string, () => unknown]>([
  [
    'throws',
    () => {
      throw new TypeError('oMing of all people')
    },
  ],
  ['rejects', () => Promise.reject(new TypeError('oMing of all people'))],
])('a function that %s costs a line in the log, without its words, and no login', async (_, onLogin) => {
  const { hear } = await start(onLogin)
  const heard = hear()
  expect((await logIn('r-1')).status).toBe(200)
  await heard
  await new Promise(setImmediate)
  const line = relay.logged.map((each) => JSON.parse(each)).find(({ event }) => event === 'on-login')
  expect(line).toMatchObject({
    level: 'error',
    requestId: 'r-1',
    appId: DEFAULT_APP.appId,
    errorName: 'TypeError',
  })
  expect(relay.logged.join('')).not.toContain('oMing')
})

test('a function that never ends delays no login', async () => {
  const { told } = await start(() => new Promise(() => undefined))
  expect((await logIn('r-1')).status).toBe(200)
  expect((await logIn('r-2')).status).toBe(200)
  expect(told.length).toBeLessThanOrEqual(2)
})

test('it is called when the line of the login is in the log, so after the reply', async () => {
  let before: string[] = []
  const { hear } = await start(() => {
    before = relay.logged.map((line) => (JSON.parse(line) as { event: string }).event)
  })
  const heard = hear()
  await logIn('r-1')
  await heard
  expect(before).toContain('login')
})

test('a failed login is not told, and a phone that lost its answer is told of once', async () => {
  const { told, hear } = await start()
  expect((await logIn('r-0', 'ming', 'never-minted')).status).toBe(401)
  const { code } = relay.sandbox.mintCode({ user: 'ming' })
  const heard = hear()
  await logIn('r-1', 'ming', code)
  await heard
  expect((await logIn('r-1', 'ming', code)).status).toBe(200)
  expect(told.map(({ requestId }) => requestId)).toEqual(['r-1'])
})
