import { relayError } from '../errors'
import type { RegisteredApp } from '../registered-app'
import { Secret } from '../secret'
import { Memory } from '../shared/memory'
import { createAdmission } from './admission'
import { createLogin, type LoginAttempt, type LoginJournal } from './login'
import type { TokenRequest } from './ports'
import { createRateLimits } from './rate-limits'

let now = 0
beforeEach(() => (now = 0))
const clock = { now: () => now, elapsed: () => now }

const appOf = (appId: string, iotAppKey: string): RegisteredApp => ({
  appId,
  kind: 'miniProgram',
  idKind: 'openid',
  wechatAppSecret: new Secret('w'),
  iotAppKey,
  iotAppSecret: new Secret('i'),
})
const apps = new Map(['wx1', 'wx2'].map((id) => [id, appOf(id, `key of ${id}`)]))

interface Options {
  exchange?: (appId: string, code: string) => Promise<string>
  issue?: (app: RegisteredApp, request: TokenRequest) => Promise<string>
  inside?: number
  perUser?: number
  reuseMs?: number
}

function setUp({ exchange, issue, inside = 10, perUser = 0, reuseMs = 0 }: Options = {}) {
  const calls: string[] = []
  const admission = createAdmission({ inside, waiting: 10 })
  const shared = new Memory({ clock, entries: 100, replayMs: 60_000, reuseMs, onEvict: () => undefined })
  const limits = createRateLimits({
    counters: shared,
    perMinute: { address: 0, app: 0, host: 0, user: perUser },
    onLimited: () => undefined,
  })
  const login = createLogin({
    apps,
    async exchangeCode(app, codeType, code) {
      calls.push(`exchange ${app.appId} ${codeType} ${code}`)
      return new Secret((await exchange?.(app.appId, code)) ?? `openid of ${code}`)
    },
    async issueToken(app, request) {
      calls.push(`issue ${app.iotAppKey} ${request.wxOpenId.reveal()}`)
      return { token: (await issue?.(app, request)) ?? `token ${calls.length}`, expireAt: 7200 }
    },
    shared,
    admission,
    limits,
    placeholder: { nickName: 'nick', avatar: 'https://avatar.example/a.png' },
    clock,
    timeoutMs: 1000,
  })
  const logIn = async (attempt: Partial<LoginAttempt>, journal: LoginJournal = {}) =>
    (await login({ appId: 'wx1', requestId: 'r', code: 'c', ...attempt } as LoginAttempt, journal)).Token
  return { logIn, calls, admission }
}

const userOf = (appId: string, openId: string) => ({
  code: undefined,
  user: { appId, openId: new Secret(openId) },
})

/** A promise and what settles it. */
function held() {
  let give: (value: string) => void = () => undefined
  let fail: (error: unknown) => void = () => undefined
  const promise = new Promise<string>((resolve, reject) => ([give, fail] = [resolve, reject]))
  return { promise, give, fail }
}
const turn = () => new Promise((resolve) => setImmediate(resolve))

it('exchanges the code, then asks for the token, each for the app that was named', async () => {
  const { logIn, calls } = setUp()
  await logIn({ appId: 'wx2', code: 'a' })
  expect(calls).toEqual(['exchange wx2 login a', 'issue key of wx2 openid of a'])
})

it('exchanges the same text twice where it is a code of two apps', async () => {
  const { logIn, calls } = setUp()
  await logIn({ appId: 'wx1' })
  await logIn({ appId: 'wx2' })
  expect(calls.filter((call) => call.startsWith('exchange'))).toEqual([
    'exchange wx1 login c',
    'exchange wx2 login c',
  ])
})

describe('a user named by the platform', () => {
  it('is logged in to the app that the name is of, without a code', async () => {
    const { logIn, calls } = setUp()
    await logIn({ ...userOf('wx2', 'o1'), appId: 'wx2' })
    await logIn({ ...userOf('wx2', 'o1'), appId: undefined } as never)
    expect(calls).toEqual(['issue key of wx2 o1', 'issue key of wx2 o1'])
  })

  it('cannot choose another app', async () => {
    const { logIn, calls } = setUp()
    await expect(logIn({ ...userOf('wx2', 'o1'), appId: 'wx1' })).rejects.toMatchObject({
      code: 'Relay.UnknownApp',
    })
    await expect(logIn({ ...userOf('wx3', 'o1'), appId: 'wx3' })).rejects.toMatchObject({
      code: 'Relay.UnknownApp',
    })
    expect(calls).toEqual([])
  })
})

it('gives the same question the same answer, and goes on from the exchange where it came no further', async () => {
  const failing = jest.fn<Promise<string>, []>().mockRejectedValueOnce(relayError('IoTExplorer.Unreachable'))
  failing.mockResolvedValue('the token')
  const { logIn, calls } = setUp({ issue: failing })
  await expect(logIn({})).rejects.toMatchObject({ code: 'IoTExplorer.Unreachable' })
  const journals: LoginJournal[] = [{}, {}]
  expect(await logIn({}, journals[0])).toBe('the token')
  expect(await logIn({}, journals[1])).toBe('the token')
  expect(journals.map(({ shared }) => shared)).toEqual(['resumed', 'replayed'])
  expect(calls.filter((call) => call.startsWith('exchange'))).toHaveLength(1)
  await expect(logIn({ requestId: 'other' })).rejects.toMatchObject({ code: 'WeChat.CodeUsed' })
})

it('holds no place while it waits for the answer of another login', async () => {
  const slow = held()
  const { logIn, admission } = setUp({
    inside: 2,
    exchange: async (_app, code) => (code === 'slow' ? slow.promise : 'another'),
  })
  const first = logIn({ code: 'slow' })
  const joined = Array.from({ length: 50 }, () => logIn({ code: 'slow' }))
  await turn()
  expect(admission.state()).toEqual({ inside: 1, waiting: 0 })
  expect(await logIn({ code: 'honest' })).toBeDefined()
  slow.give('o')
  expect(new Set(await Promise.all([first, ...joined])).size).toBe(1)
  expect(admission.state()).toEqual({ inside: 0, waiting: 0 })
})

it('shares one call among logins of one user, and a failure of the platform, but no mistake of one login', async () => {
  const answers = [held(), held(), held()]
  let asked = 0
  const { logIn } = setUp({
    exchange: async () => 'ann',
    issue: async () => answers[(asked += 1) - 1]!.promise,
  })
  const both = [logIn({ code: '1' }), logIn({ code: '2' })].map((each) =>
    each.catch((error: unknown) => error),
  )
  await turn()
  expect(asked).toBe(1)
  answers[0]!.fail(relayError('IoTExplorer.Timeout', { fault: 'DEADLINE' }))
  for (const error of await Promise.all(both)) expect(error).toMatchObject({ code: 'IoTExplorer.Timeout' })

  const [wrong, fine] = [logIn({ code: '3' }), logIn({ code: '4' })]
  await turn()
  answers[1]!.fail(relayError('InvalidParameterValue.NickNameLengthInvalid'))
  await expect(wrong).rejects.toMatchObject({ code: 'InvalidParameterValue.NickNameLengthInvalid' })
  await turn()
  answers[2]!.give('a token')
  expect(await fine).toBe('a token')
})

it('does not share a timeout that one login met because its own time was up', async () => {
  const answers = [held(), held()]
  let asked = 0
  const { logIn } = setUp({
    exchange: async () => 'ann',
    issue: async () => answers[(asked += 1) - 1]!.promise,
  })
  const [late, early] = [logIn({ code: '1' }), logIn({ code: '2' })]
  await turn()
  answers[0]!.fail(relayError('IoTExplorer.Timeout', { fault: 'CALLER_DEADLINE' }))
  await expect(late).rejects.toMatchObject({ code: 'IoTExplorer.Timeout' })
  await turn()
  answers[1]!.give('a token')
  expect(await early).toBe('a token')
})

it('makes no call without time left for it after waiting, and says that the relay is busy', async () => {
  const slow = held()
  let asked = 0
  const { logIn } = setUp({
    exchange: async () => 'ann',
    issue: async () => {
      asked += 1
      return slow.promise
    },
  })
  const first = logIn({ code: '1' }).catch((error: unknown) => error)
  const second = logIn({ code: '2' })
  await turn()
  now = 980
  slow.fail(relayError('InvalidParameterValue.UserLoginForbidden'))
  await first
  await expect(second).rejects.toMatchObject({ code: 'Relay.Busy' })
  expect(asked).toBe(1)
})

it('lets a login that wants a new token have one of a call that was made, never one that was kept', async () => {
  const { logIn, calls } = setUp({ exchange: async () => 'ann', reuseMs: 60_000 })
  const first = await logIn({ code: '1' })
  const [kept, renewed] = await Promise.all([logIn({ code: '2' }), logIn({ code: '3', renew: true })])
  expect(kept).toBe(first)
  expect(renewed).not.toBe(first)
  expect(calls.filter((call) => call.startsWith('issue'))).toHaveLength(2)
})

it('claims nothing for a user who is over the limit, and leaves nothing behind', async () => {
  const { logIn, calls, admission } = setUp({ exchange: async () => 'ann', perUser: 1 })
  await logIn({ code: '1' })
  await expect(logIn({ code: '2' })).rejects.toMatchObject({ code: 'Relay.RateLimited' })
  expect(admission.state()).toEqual({ inside: 0, waiting: 0 })
  now = 60_000
  await logIn({ code: '3' })
  expect(calls.filter((call) => call.startsWith('issue'))).toHaveLength(2)
})
