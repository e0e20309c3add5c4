import { randomUUID } from 'node:crypto'
import type { Answer } from './ask'
import type { Check } from './check'
import { came, tokenOf, type RelayUnderTest } from './checked-relay'
import type { SandboxBehind } from './sandbox-behind'

const noToken = (answer: Answer, cure: string): string | undefined =>
  tokenOf(answer) === undefined ? undefined : `It was ${came(answer)}. ${cure}`

const BY_WECHAT = 'Take the user from what WeChat says to the code, and from nothing that the caller sends.'

/** Every name by which an id of a user was seen in requests. */
const idsNamed = (id: string) => ({
  openid: id,
  openId: id,
  OpenID: id,
  WxOpenID: id,
  wxOpenId: id,
  unionid: id,
  userInfo: { openId: id },
})

const headersNaming = (id: string, appId = '') => ({
  'x-wx-source': 'wx_client',
  'x-wx-openid': id,
  'x-wx-from-openid': id,
  'x-wx-appid': appId,
  'x-wx-from-appid': appId,
})

const OTHER = 'contract-other-user'

/** Somebody else's id: the true one where the sandbox tells it. */
async function idOfOther(relay: RelayUnderTest): Promise<string> {
  if (relay.sandbox === undefined) return 'oContractOfSomebodyElse00001'
  await relay.loginAs(OTHER)
  return (await relay.sandbox.idOf(OTHER)) ?? 'oContractOfSomebodyElse00001'
}

/** What is wrong with a login of this user: no token, or somebody else's. */
async function faultOfOwner(sandbox: SandboxBehind, answer: Answer, user: string) {
  const token = tokenOf(answer)
  if (token === undefined) return `It was ${came(answer)}`
  const owner = await sandbox.ownerOf(token)
  return owner === user ? undefined : `The token was of ${owner ?? 'no user that the sandbox knows'}`
}

/** What the safety of users breaks without. */
export const safetyChecks: Check[] = [
  {
    level: 'must',
    promise: 'WeChat is asked once about a code.',
    needsSandbox: true,
    async run(relay, sandbox) {
      const code = await relay.freshCode()
      const asked = await sandbox.exchangesDuring(() => relay.login({ code }))
      return asked === 1
        ? undefined
        : `WeChat was asked ${asked} times. A code is good for one exchange: keep its result.`
    },
  },
  {
    level: 'must',
    promise: 'A code that was used brings no second token.',
    async run(relay) {
      const code = await relay.freshCode()
      await relay.login({ code, requestId: 'contract-first' })
      const second = await relay.login({ code, requestId: 'contract-second' })
      return noToken(second, 'Who overhears a code would be logged in: refuse it the second time, with 401.')
    },
  },
  {
    level: 'must',
    promise: 'Users who come at once get each their own token.',
    needsSandbox: true,
    async run(relay, sandbox) {
      const users = ['contract-a', 'contract-b', 'contract-c']
      const faults = users.map(async (user) => faultOfOwner(sandbox, await relay.loginAs(user), user))
      const fault = (await Promise.all(faults)).find((each) => each !== undefined)
      return fault && `${fault}. Keep nothing of a login beside that login.`
    },
  },
  {
    level: 'must',
    promise: 'The user is the one that WeChat names, whatever ids stand in the request.',
    needsSandbox: true,
    async run(relay, sandbox) {
      const answer = await relay.loginAs('contract-user', idsNamed(await idOfOther(relay)))
      if (tokenOf(answer) === undefined) return undefined
      const fault = await faultOfOwner(sandbox, answer, 'contract-user')
      return fault && `${fault}, whose id stood in the body. ${BY_WECHAT}`
    },
  },
  {
    level: 'must',
    promise: 'An id of a user is no code.',
    async run(relay) {
      return noToken(
        await relay.login(idsNamed(await idOfOther(relay))),
        `${BY_WECHAT} Without a code, refuse it.`,
      )
    },
  },
  {
    level: 'must',
    promise: 'The X-WX headers, which anybody can write, name no user.',
    async run(relay) {
      const answer = await relay.login({}, headersNaming(await idOfOther(relay), await relay.appId()))
      return noToken(answer, 'Believe these headers only where WeChat is the one way to the relay.')
    },
  },
  {
    level: 'must',
    promise: 'What is posted to another path is no login.',
    // A relay that notes deletions refuses this user from now on, so it is one that is not needed again.
    needsSandbox: true,
    async run(relay, sandbox) {
      const code = await sandbox.mintCode(`contract-leaving-${randomUUID()}`, await relay.appId())
      const answer = await relay.ask('/account-deletion', { body: { code } })
      return noToken(
        answer,
        'The client would take it for a noted deletion. Reply 404 to paths that you do not have.',
      )
    },
  },
  {
    // The last one, so that it reads what all others have brought about.
    level: 'must',
    promise: 'No reply holds an id of a user or a session_key.',
    async run(relay) {
      const ids = [await relay.sandbox?.idOf('contract-user'), await relay.sandbox?.idOf(OTHER)]
      const looksLike = relay.sandbox === undefined ? /(?<![\w-])o[\w-]{27}(?![\w-])/ : undefined
      const leaky = relay.said.find(
        (text) =>
          /"(openid|unionid|session_key|wxopenid)"\s*:/i.test(text) ||
          ids.some((id) => id !== undefined && text.includes(id)) ||
          looksLike?.test(text) === true,
      )
      return (
        leaky && 'One does. Send Token, ExpireAt, ExpiresIn and RequestId, and nothing of what WeChat said.'
      )
    },
  },
]
