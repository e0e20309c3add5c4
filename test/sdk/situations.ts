import type { AppDevSdk } from 'qcloud-iotexplorer-appdev-sdk'
import { OTHER_APP, type Bench, type Counts } from './bench'

/** What was seen at the end of a situation. */
export interface Seen extends Counts {
  /** `ok`, `code: …` of the failure, or `no answer`; several, where the SDK was asked several times. */
  ended: string
}

/** Something that happens to an app with the SDK in it. */
export interface Situation {
  name: string
  /** What an app needs of it, in the words of the comparison. */
  needed: string
  /** Whether what was seen is that. */
  holds(seen: Seen): boolean
  play(bench: Bench): Promise<string>
}

/** Milliseconds that our session waits for a relay that never answers. */
const TIME_LIMIT = 250
/** Milliseconds: when everything else has usually been settled. */
const LATE = 250
/** Milliseconds until a call counts as never ending; most are given far more than they need. */
const PATIENCE = { usual: 20_000, forSilence: TIME_LIMIT * 8 }

/** How a call of the SDK ended, in one word. */
export async function endOf(call: Promise<unknown>, patience = PATIENCE.usual): Promise<string> {
  let timer: NodeJS.Timeout | undefined
  const silence = new Promise<string>((resolve) => {
    timer = setTimeout(resolve, patience, 'no answer')
  })
  const ended = call.then(
    () => 'ok',
    (error: unknown) => `code: ${String((error as { code?: unknown }).code)}`,
  )
  return Promise.race([ended, silence]).finally(() => clearTimeout(timer))
}

const all = async (calls: Promise<unknown>[]) =>
  [...new Set(await Promise.all(calls.map((call) => endOf(call))))].sort().join(', ')
const families = (sdk: AppDevSdk): Promise<unknown> =>
  Promise.resolve(sdk.requestApi('AppGetFamilyList', { Offset: 0, Limit: 10 }))

/** A user who is logged in, counted from here. */
async function loggedIn(bench: Bench) {
  const opened = bench.open()
  await opened.sdk.init()
  bench.startCounting()
  return opened
}

const revokeAll = ({ running }: Bench) => {
  for (const { userId } of running.sandbox.world.accounts.list()) {
    running.sandbox.world.accessTokens.revokeAllOf(userId)
  }
}

const expireAll = ({ running }: Bench) => running.sandbox.clock.advance(31 * 24 * 60 * 60)

export const situations: Situation[] = [
  {
    name: 'cold start',
    needed: 'one login',
    holds: ({ ended, logins }) => ended === 'ok' && logins === 1,
    play: (bench) => endOf(bench.open().sdk.init()),
  },
  {
    name: 'warm start',
    needed: 'no login',
    holds: ({ ended, logins }) => ended === 'ok' && logins === 0,
    async play(bench) {
      await loggedIn(bench)
      return endOf(bench.open().sdk.init())
    },
  },
  {
    name: '3 parallel `init()`',
    needed: 'one login',
    holds: ({ ended, logins }) => ended === 'ok' && logins === 1,
    play(bench) {
      const { sdk } = bench.open()
      return all([sdk.init(), sdk.init(), sdk.init()])
    },
  },
  {
    name: '5 parallel calls after the token expired',
    needed: 'one login',
    holds: ({ logins }) => logins === 1,
    async play(bench) {
      const { sdk } = await loggedIn(bench)
      expireAll(bench)
      return all([1, 2, 3, 4, 5].map(() => families(sdk)))
    },
  },
  {
    name: '5 parallel calls after the token expired, one refusal late',
    needed: 'one login',
    holds: ({ logins }) => logins === 1,
    async play(bench) {
      const { sdk } = await loggedIn(bench)
      expireAll(bench)
      bench.running.sandbox.faults.add({ target: 'AppGetFamilyList', kind: 'latency', milliseconds: LATE })
      return all([1, 2, 3, 4, 5].map(() => families(sdk)))
    },
  },
  {
    name: 'stored token revoked before the start',
    needed: 'start succeeds, by one login',
    holds: ({ ended, logins }) => ended === 'ok' && logins === 1,
    async play(bench) {
      await loggedIn(bench)
      revokeAll(bench)
      return endOf(bench.open().sdk.init())
    },
  },
  {
    name: 'token revoked while in use',
    needed: 'the call succeeds, by one login',
    holds: ({ ended, logins }) => ended === 'ok' && logins === 1,
    async play(bench) {
      const { sdk } = await loggedIn(bench)
      revokeAll(bench)
      return endOf(families(sdk))
    },
  },
  {
    name: 'platform out of reach right after a login, then `init()` again',
    needed: 'no second login',
    holds: ({ ended, logins }) => ended === 'code: WX_API_FAIL, ok' && logins === 1,
    async play(bench) {
      const { sdk } = bench.open()
      bench.running.sandbox.faults.add({ target: 'AppGetUser', kind: 'closedConnection' })
      const first = await endOf(sdk.init())
      return `${first}, ${await endOf(sdk.init())}`
    },
  },
  {
    name: 'a call after logout',
    needed: 'refused, no login',
    holds: ({ ended, logins }) => ended === 'code: VERIFY_LOGIN_FAIL' && logins === 0,
    async play(bench) {
      const { sdk, logout } = await loggedIn(bench)
      await logout()
      await sdk.loginManager.logout()
      return endOf(families(sdk))
    },
  },
  {
    name: 'start after logout',
    needed: 'refused, no login',
    holds: ({ ended, logins }) => ended.startsWith('code: ') && logins === 0,
    async play(bench) {
      const { sdk, logout } = await loggedIn(bench)
      await logout()
      await sdk.loginManager.logout()
      return endOf(bench.open().sdk.init())
    },
  },
  {
    name: 'back end out of reach, then back',
    needed: 'a `{code, msg}`, then one login',
    holds: ({ ended, logins }) => /^code: \S+, ok$/.test(ended) && logins === 2,
    async play(bench) {
      const { sdk } = bench.open()
      const { cloudFunction } = bench.phone
      bench.phone.cloudFunction = async (data) => {
        await cloudFunction({ ...data, unreachable: true })
        // eslint-disable-next-line @typescript-eslint/only-throw-error -- as `wx.cloud` does
        throw { errCode: -501001, errMsg: 'cloud.callFunction:fail' }
      }
      bench.phone.intercept = ({ url, fail }) => {
        if (!url.endsWith('/login')) return false
        fail?.({ errMsg: 'request:fail ' })
        return true
      }
      const first = await endOf(sdk.init())
      bench.phone.cloudFunction = cloudFunction
      bench.phone.intercept = undefined
      return `${first}, ${await endOf(sdk.init())}`
    },
  },
  {
    name: 'back end that never answers',
    needed: 'a `{code, msg}` within a limit of its own',
    holds: ({ ended }) => ended.startsWith('code: '),
    async play(bench) {
      bench.requestTimeout = TIME_LIMIT
      const { sdk } = bench.open()
      bench.cloud = () => new Promise(() => undefined)
      bench.phone.intercept = ({ url }) => url.endsWith('/login')
      return endOf(sdk.init(), PATIENCE.forSilence)
    },
  },
  {
    name: 'login refused by the platform',
    needed: "the platform's own code",
    holds: ({ ended }) => ended === 'code: InvalidParameterValue.UserLoginForbidden',
    async play(bench) {
      const Code = 'InvalidParameterValue.UserLoginForbidden'
      bench.running.sandbox.faults.add({ target: 'AppGetTokenByWeiXin', kind: 'error', Code, Message: 'no' })
      return endOf(bench.open().sdk.init())
    },
  },
  {
    name: 'another AppKey on the same phone',
    needed: 'its own account',
    holds: ({ ended, logins }) => ended === `ok, account of ${OTHER_APP.iotAppKey}` && logins === 1,
    async play(bench) {
      await loggedIn(bench)
      const { sdk } = bench.open(OTHER_APP)
      const ended = await endOf(sdk.init())
      const account = bench.running.sandbox.world.accounts.findById(sdk.userId)
      return `${ended}, account of ${account?.iotAppKey ?? 'no user'}`
    },
  },
  {
    name: "a web page in place of the platform's answer",
    needed: 'a failure',
    holds: ({ ended }) => ended.startsWith('code: '),
    async play(bench) {
      const { sdk } = bench.open()
      bench.running.sandbox.faults.add({ target: 'AppGetUser', kind: 'html' })
      return endOf(sdk.init())
    },
  },
]

/** Plays one situation from nothing. */
export async function play(situation: Situation, bench: Bench): Promise<Seen> {
  const ended = await situation.play(bench)
  return { ended, ...bench.counts() }
}
