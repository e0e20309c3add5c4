import { field } from './ask'
import type { Check } from './check'
import { came, codeOf, dataOf, tokenOf } from './checked-relay'

/** Comforts of the reference relay, which clients do without. */
export const mayChecks: Check[] = [
  {
    level: 'may',
    promise: 'Codes of failures are those of the contract, for which the component has sentences.',
    async run(relay) {
      const code = codeOf(await relay.login({ code: 'never-minted' }))
      return code === 'WeChat.CodeInvalid'
        ? undefined
        : `It was ${code}, where the contract has WeChat.CodeInvalid.`
    },
  },
  {
    level: 'may',
    promise: 'Who lost the reply and asks once more, with the same request id, gets it again.',
    async run(relay) {
      const request = { code: await relay.freshCode(), requestId: 'contract-lost' }
      const first = tokenOf(await relay.login(request))
      const again = await relay.login(request)
      return tokenOf(again) === first && first !== undefined ? undefined : `It was ${came(again)}.`
    },
  },
  {
    level: 'may',
    promise: 'The reply says what the account of a user who gave nothing is opened with.',
    async run(relay) {
      const placeholder = field(dataOf(await relay.loginAs('contract-user')), 'Placeholder')
      const hasBoth = ['NickName', 'Avatar'].every((name) => typeof field(placeholder, name) === 'string')
      return hasBoth ? undefined : 'There is no Placeholder with NickName and Avatar.'
    },
  },
  {
    level: 'may',
    promise: 'A field that is unknown is refused by its name.',
    async run(relay) {
      const answer = await relay.loginAs('contract-user', { nickname: 'x' })
      return answer.status === 400 ? undefined : `It was ${came(answer)}.`
    },
  },
  ...['/healthz', '/readyz', '/openapi.json'].map((path): Check => ({
    level: 'may',
    promise: `GET ${path} is there.`,
    async run(relay) {
      const { status } = await relay.ask(path, { method: 'GET' })
      return status === 200 ? undefined : `It was ${status}.`
    },
  })),
]
