import { registeredApp } from '../../../test/stand-ins/registered-app'
import { relayError, RelayError } from '../errors'
import type { RelayEvent } from '../events'
import { Secret } from '../secret'
import { createBreaker } from './breaker'
import { createQuotaPauses } from './quota-pause'
import { perform, type Operation, type Policies } from './operation'

const clock = { now: () => 0, elapsed: () => 0 }
const app = registeredApp({
  wechatAppSecret: new Secret('new'),
  previousWechatAppSecret: new Secret('old'),
  iotAppKey: 'k',
})

const passing = relayError('WeChat.Unreachable', { fault: 'ECONNREFUSED', phase: 'unsent' })
const refused = relayError('WeChat.CredentialsRejected', { upstreamCode: '40125' })
const lost = relayError('WeChat.Unreachable', { fault: 'UND_ERR_SOCKET', phase: 'sent' })
const used = relayError('WeChat.CodeUsed')

/** An upstream that answers one thing after the other; the secret and what was fresh stand in the path. */
function setUp(...answers: (string | Error)[]) {
  const asked: string[] = []
  const waits: number[] = []
  const events: RelayEvent[] = []
  let nonce = 0
  const report = (event: RelayEvent): void => void events.push(event)
  const upstream = {
    call: ({ path }: { path: string }) => {
      asked.push(path)
      const answer = answers[asked.length - 1] ?? answers.at(-1) ?? ''
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)
    },
    now: () => 0,
    close: () => Promise.resolve(),
  }
  const breaker = createBreaker({ upstream: 'WeChat', clock, openMs: 0, onState: () => undefined })
  const policies: Policies = {
    upstreams: { WeChat: upstream, IoTExplorer: upstream },
    breakers: { WeChat: breaker, IoTExplorer: breaker },
    pauses: createQuotaPauses(clock, () => undefined),
    clock,
    fresh: () => ({ timestamp: 1, nonce: (nonce += 1) }),
    report,
    wait: async (ms) => void waits.push(ms),
    random: () => 0.5,
  }
  const ask = (
    rules: Partial<Operation<string, string>> = {},
    remainingMs = 10_000,
    of: typeof app | object = app,
  ) =>
    perform(policies, { ...operation, ...rules }, of as typeof app, 'x', { remainingMs: () => remainingMs })
  return { ask, asked, waits, events }
}

const operation: Operation<string, string> = {
  name: 'jscode2session',
  upstream: 'WeChat',
  quotaOf: ({ appId }) => appId,
  subjectOf: (input) => input,
  secrets: { first: (of) => of.wechatAppSecret, other: (of) => of.previousWechatAppSecret },
  isSecretRefused: ({ code }) => code === 'WeChat.CredentialsRejected',
  mayRetry: () => true,
  build: (_app, _input, secret, fresh) => ({ method: 'GET', path: `${secret.reveal()} ${fresh().nonce}` }),
  read: (text) => text,
}

it('asks once while all goes well, and reports the call', async () => {
  const { ask, asked, events } = setUp('text')
  expect(await ask()).toBe('text')
  expect(asked).toEqual(['new 1'])
  expect(events).toEqual([
    { type: 'call', upstream: 'WeChat', operation: 'jscode2session', outcome: 'ok', durationMs: 0 },
  ])
})

it('tries three times, each one fresh, after random parts of pauses that double', async () => {
  const { ask, asked, waits, events } = setUp(passing)
  await expect(ask()).rejects.toBe(passing)
  expect(asked).toEqual(['new 1', 'new 2', 'new 3'])
  expect(waits).toEqual([50, 100])
  expect(events.map(({ type }) => type)).toEqual(['call', 'retry', 'call', 'retry', 'call'])
})

it('gives the first success', async () => {
  const { ask, asked } = setUp(passing, 'token')
  expect(await ask()).toBe('token')
  expect(asked).toHaveLength(2)
})

it.each([
  ['that may have done something', { mayRetry: () => false }, 10_000, passing],
  ['that was not foreseen', {}, 10_000, new TypeError('bug')],
  ['when there is no time left', {}, 200, passing],
])('does not try again after a failure %s', async (_what, rules, remainingMs, error) => {
  const { ask, asked } = setUp(error)
  await expect(ask(rules, remainingMs)).rejects.toBe(error)
  expect(asked).toHaveLength(1)
})

it('asks with the secret before when the current one is refused', async () => {
  const { ask, asked } = setUp(refused, 'yes')
  expect(await ask()).toBe('yes')
  expect(asked).toEqual(['new 1', 'old 2'])
})

it('asks once when there is no other secret', async () => {
  const { ask, asked } = setUp(refused)
  await expect(ask({}, 10_000, { ...app, previousWechatAppSecret: undefined })).rejects.toBe(refused)
  expect(asked).toHaveLength(1)
})

it('reports the refusal of the current secret when both are refused', async () => {
  const { ask, asked } = setUp(refused, relayError('WeChat.CredentialsRejected'))
  await expect(ask()).rejects.toBe(refused)
  expect(asked).toHaveLength(2)
})

it('reports what went wrong with an accepted secret', async () => {
  const { ask } = setUp(refused, used)
  await expect(ask({ mayRetry: () => false })).rejects.toBe(used)
})

it('tries again with the other secret too', async () => {
  const { ask, asked } = setUp(refused, passing, passing, 'yes')
  expect(await ask()).toBe('yes')
  expect(asked).toHaveLength(4)
})

it('reports a lost reply when the next only says that it had come through', async () => {
  const rules = { mayRetry: (_error: RelayError, tries: number) => tries === 1, isEchoOfLost: () => true }
  await expect(setUp(lost, used).ask(rules)).rejects.toBe(lost)
  await expect(setUp(lost, used).ask({ ...rules, isEchoOfLost: () => false })).rejects.toBe(used)
  await expect(setUp(passing, used).ask(rules)).rejects.toBe(used)
})

it('does not ask while the quota is used up', async () => {
  const { ask, asked } = setUp(relayError('WeChat.QuotaExceeded'))
  await expect(ask({ mayRetry: () => false })).rejects.toBeInstanceOf(RelayError)
  await expect(ask()).rejects.toMatchObject({ code: 'WeChat.QuotaExceeded', row: { retryAfterSeconds: 5 } })
  expect(asked).toHaveLength(1)
})
