import { field, type Answer } from './ask'
import type { Check } from './check'
import { came, codeOf, dataOf, tokenOf } from './checked-relay'

/** Seconds. A life beyond it was counted in something else. */
const TEN_YEARS = 315_360_000
const YEAR_2100 = 4_102_444_800

/** What is wrong with the Data of a login, as the client reads it. */
function faultOfLogin(answer: Answer): string | undefined {
  if (tokenOf(answer) === undefined) {
    return `It was ${came(answer)}. Reply 200 with {"Response":{"Data":{"Token":"…",…},"RequestId":"…"}}.`
  }
  if (answer.status !== 200) return `The Token came with status ${answer.status}. Reply with 200.`
  const [expireAt, expiresIn] = ['ExpireAt', 'ExpiresIn'].map((name) => field(dataOf(answer), name))
  if (!Number.isSafeInteger(expireAt))
    return `ExpireAt is ${shown(expireAt)}. Pass on the whole number of IoT Explorer.`
  if (typeof expiresIn !== 'number' || !(expiresIn > 0)) {
    return `ExpiresIn is ${shown(expiresIn)}. Send the seconds that are left, since phones' clocks are wrong.`
  }
  if (Number(expireAt) > YEAR_2100 || expiresIn > TEN_YEARS) {
    return 'The token ends in more than ten years. Send seconds, not milliseconds.'
  }
  return undefined
}

const shown = (value: unknown): string => (value === undefined ? 'missing' : JSON.stringify(value))

/** What the client breaks without. */
export const clientChecks: Check[] = [
  {
    level: 'must',
    promise: 'A code is traded for a token, with its end and the seconds that are left.',
    async run(relay) {
      let answer = await relay.login({ code: await relay.freshCode() })
      const fault = faultOfLogin(answer)
      if (fault === undefined || relay.sandbox === undefined) return fault
      const asked = await relay.sandbox.exchangesDuring(
        async () => (answer = await relay.loginAs('contract-user')),
      )
      const elsewhere = 'The sandbox was not asked: run the relay with what iot-login-sandbox --env prints.'
      return asked === 0 ? `${fault} ${elsewhere}` : fault
    },
  },
  {
    level: 'must',
    promise: 'A login may bring every field of the contract.',
    async run(relay) {
      const fields = {
        codeType: 'login',
        nickName: '小明 😀&=+%',
        avatar: 'https://example.com/a.png?x=1&y=2',
      }
      const flags = { renew: true, requestId: 'b52bGN4#@%$-_' }
      const answer = await relay.loginAs('contract-user', { ...fields, ...flags })
      if (tokenOf(answer) !== undefined) return undefined
      return `It was ${came(answer)}. Take codeType, nickName, avatar, renew, requestId, or leave what you do not use unread.`
    },
  },
  {
    level: 'must',
    promise: 'A user who has logged in before can log in again.',
    async run(relay) {
      const answer = await relay.loginAs('contract-user')
      return tokenOf(answer) === undefined
        ? `It was ${came(answer)}. Log known users in as new ones.`
        : undefined
    },
  },
  {
    level: 'must',
    promise: 'A failure is told by an Error with a Code.',
    async run(relay) {
      const answer = await relay.login({ code: 'never-minted' })
      if (codeOf(answer) !== undefined && tokenOf(answer) === undefined) return undefined
      return `It was ${came(answer)}. Reply {"Response":{"Error":{"Code":"…","Message":"…"},"RequestId":"…"}}.`
    },
  },
  {
    level: 'must',
    promise: 'A failure has a status of its own, and never 200.',
    async run(relay) {
      const answer = await relay.login({ code: 'never-minted' })
      if (answer.status >= 400) return undefined
      return `It was ${came(answer)}. The status tells the client whether to try again: 401 for a code that is refused.`
    },
  },
  {
    level: 'must',
    promise: 'Its address is https, or on this machine.',
    run({ url }) {
      const { protocol, hostname, username } = new URL(url)
      const isLocal = /^(localhost|127\.|\[::1\]$|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/.test(hostname)
      const fault =
        username !== '' ? 'holds user info' : protocol !== 'https:' && !isLocal ? 'is not https' : undefined
      return Promise.resolve(
        fault && `It ${fault}. The client refuses it: WeChat takes https to a known domain only.`,
      )
    },
  },
]
