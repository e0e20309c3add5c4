import { field } from './ask'
import type { Check } from './check'
import { came, codeOf, errorOf, requestIdOf, tokenOf, type RelayUnderTest } from './checked-relay'
import type { PlatformFault, SandboxBehind } from './sandbox-behind'

type Reply = Awaited<ReturnType<RelayUnderTest['login']>>

/** What of these is wrong with a failure. */
function unlike(answer: Reply, statuses: readonly number[], cure: string): string | undefined {
  if (statuses.includes(answer.status) && codeOf(answer) !== undefined) return undefined
  return `It was ${came(answer)}. Reply ${statuses.join(' or ')}, and an Error. ${cure}`
}

/** A login during which a platform fails once. */
async function failing(relay: RelayUnderTest, sandbox: SandboxBehind, fault: PlatformFault) {
  const code = await relay.freshCode()
  await sandbox.fail(fault)
  try {
    return await relay.login({ code })
  } finally {
    await sandbox.heal()
  }
}

/** A code that no relay tries again. */
const FORBIDDEN = {
  target: 'explorer',
  kind: 'codeZeroWithError',
  Code: 'InvalidParameterValue.UserLoginForbidden',
}

const PASSES = [502, 503, 504]

/** What users, or those who run the relay, are worse off without. */
export const shouldChecks: Check[] = [
  {
    level: 'should',
    promise: 'A code that WeChat refuses gets 401, so that the client brings a fresh one.',
    run: async (relay) =>
      unlike(
        await relay.login({ code: 'never-minted' }),
        [401],
        'Of other statuses the client says that trying again is useless.',
      ),
  },
  {
    level: 'should',
    promise: 'A code that was used gets 401.',
    async run(relay) {
      const code = await relay.freshCode()
      await relay.login({ code, requestId: 'contract-used-1' })
      return unlike(
        await relay.login({ code, requestId: 'contract-used-2' }),
        [401],
        'The client then brings a fresh one.',
      )
    },
  },
  {
    level: 'should',
    promise: 'The reply repeats the request id.',
    async run(relay) {
      const answer = await relay.loginAs('contract-user', { requestId: 'contract-0001' })
      const failure = await relay.login({ code: 'never-minted', requestId: 'contract-0001' })
      const wrong = [answer, failure].map(requestIdOf).find((id) => id !== 'contract-0001')
      if (requestIdOf(answer) === 'contract-0001' && requestIdOf(failure) === 'contract-0001')
        return undefined
      return `RequestId was ${wrong ?? 'missing'}. Send back what the request had: support finds the login by it.`
    },
  },
  {
    level: 'should',
    promise: 'A login without a request id gets one.',
    async run(relay) {
      const answer = await relay.loginAs('contract-user')
      return requestIdOf(answer) === undefined ? 'RequestId was missing. Make a UUID.' : undefined
    },
  },
  {
    level: 'should',
    promise: 'An Error says in words what failed.',
    async run(relay) {
      const message = field(errorOf(await relay.login({ code: 'never-minted' })), 'Message')
      return typeof message === 'string' && message !== ''
        ? undefined
        : 'Message was missing. Add it, for developers.'
    },
  },
  {
    level: 'should',
    promise: 'No cache may keep a reply.',
    async run(relay) {
      const kept = (await relay.loginAs('contract-user')).headers.get('cache-control')
      if (kept?.includes('no-store') === true) return undefined
      return `Cache-Control was ${kept ?? 'missing'}. Send no-store, since a reply holds a token.`
    },
  },
  {
    level: 'should',
    promise: 'A reply says that it is JSON.',
    async run(relay) {
      const type = (await relay.loginAs('contract-user')).headers.get('content-type')
      return type?.startsWith('application/json') === true
        ? undefined
        : `Content-Type was ${type ?? 'missing'}. Send application/json.`
    },
  },
  {
    level: 'should',
    promise: 'What is no login is refused, and the relay goes on.',
    async run(relay) {
      for (const body of [{}, { code: 7 }, ['code'], null, '{"code":', { code: '' }]) {
        const answer = await relay.ask('/login', { body })
        if (answer.status >= 400 && answer.status < 500 && codeOf(answer) !== undefined) continue
        return `${JSON.stringify(body)} got ${came(answer)}. Reply 400 and an Error.`
      }
      const answer = await relay.loginAs('contract-user')
      return tokenOf(answer) === undefined
        ? `The next login was ${came(answer)}. Survive what others send.`
        : undefined
    },
  },
  {
    level: 'should',
    promise: 'A body of 100 000 characters is refused.',
    async run(relay) {
      const answer = await relay.login({ code: 'c'.repeat(100_000) })
      return unlike(answer, [400, 413], 'Stop reading at some KB, so that no caller fills the memory.')
    },
  },
  {
    level: 'should',
    promise: 'A path that is not there gets 404.',
    async run(relay) {
      const { status } = await relay.ask('/nowhere', { body: {} })
      return status === 404
        ? undefined
        : `It was ${status}. Reply 404, by which the client knows what a relay lacks.`
    },
  },
  {
    level: 'should',
    promise: 'While WeChat fails, the status is 502, 503 or 504.',
    needsSandbox: true,
    run: async (relay, sandbox) =>
      unlike(
        await failing(relay, sandbox, { target: 'wechat', kind: 'html' }),
        PASSES,
        'Then the client may try again.',
      ),
  },
  {
    level: 'should',
    promise: 'While IoT Explorer fails, the status is 502, 503 or 504.',
    needsSandbox: true,
    run: async (relay, sandbox) =>
      unlike(
        await failing(relay, sandbox, { target: 'explorer', kind: 'html' }),
        PASSES,
        'Then the client may try again.',
      ),
  },
  {
    level: 'should',
    promise: 'A reply of IoT Explorer with an Error is no success, whatever its code says.',
    needsSandbox: true,
    async run(relay, sandbox) {
      const answer = await failing(relay, sandbox, FORBIDDEN)
      if (answer.status >= 400 && codeOf(answer) !== undefined) return undefined
      return `It was ${came(answer)}. Look for data.Error before code.`
    },
  },
  {
    level: 'should',
    promise: 'When WeChat limits logins, the status is 429, with Retry-After.',
    needsSandbox: true,
    async run(relay, sandbox) {
      const answer = await failing(relay, sandbox, {
        target: 'jscode2session',
        kind: 'error',
        errcode: 45011,
      })
      const wrong = unlike(answer, [429], 'WeChat’s errcode 45011 says that a user came too often.')
      if (wrong !== undefined) return wrong
      return Number(answer.headers.get('retry-after')) > 0
        ? undefined
        : 'Retry-After was missing. Send 60, as many seconds.'
    },
  },
  {
    level: 'should',
    promise: 'Secrets that WeChat refuses are no reason to try again: status 500.',
    needsSandbox: true,
    run: async (relay, sandbox) =>
      unlike(
        await failing(relay, sandbox, { target: 'jscode2session', kind: 'error', errcode: 40125 }),
        [500],
        'Only the operator can help, so the client must not repeat it.',
      ),
  },
]
