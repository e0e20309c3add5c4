import { errorTable } from '../../relay/src'
import { createSandbox, FAULT_KINDS, UsageError, type FaultKind } from '../../sandbox/src'
import { describeWithRedis, startRedisServer, type RedisServer } from '../stand-ins/redis-server'
import { startCopies } from '../stand-ins/relay-copies'
import { postLogin, type LoginAnswer } from '../stand-ins/running-relay'
import { faultTable, type FaultRow, type Outcome, type Phase } from './fault-table'

const phases = Object.keys(faultTable) as Phase[]
const rows = phases.flatMap((phase) =>
  (Object.entries(faultTable[phase]) as [FaultKind, FaultRow][]).map(
    ([kind, row]) => [phase, kind, row] as const,
  ),
)

/** As many as the relay could try, and more. */
const ALWAYS = 50
const environment = { UPSTREAM_TIMEOUT_MS: '150', BREAKER_OPEN_MS: '0', WECHAT_APP_KIND: 'plugin' }

const outcomeOf = ({ body }: LoginAnswer): string => body.Response.Error?.Code ?? 'ok'

function expectOutcome(answer: LoginAnswer, expected: Outcome): void {
  expect({ outcome: outcomeOf(answer), status: answer.status }).toEqual({
    outcome: expected,
    status: expected === 'ok' ? 200 : errorTable[expected].status,
  })
}

function describeMatrix(settings: () => Record<string, string>): void {
  it.each(rows)('%s: %s', async (phase, kind, { details, once, always, again }) => {
    const { sandbox, copies, close } = await startCopies(1, { ...environment, ...settings() })
    try {
      const codeType = phase === 'stable_token' || phase === 'getpluginopenpid' ? 'pluginLogin' : 'login'
      const ask = (requestId: string, code: string): Promise<LoginAnswer> =>
        postLogin(copies[0]!.url, { code, codeType, requestId })
      const strike = (times: number): void => {
        sandbox.faults.clear()
        sandbox.faults.add({ target: phase, kind, times, ...details })
      }

      strike(ALWAYS)
      const { code } = sandbox.mintCode({ codeType })
      expectOutcome(await ask('always', code), always)
      sandbox.faults.clear()
      expectOutcome(await ask('always', code), again)

      // An access token that the relay keeps would spare it the call of that phase.
      if (phase === 'stable_token') sandbox.world.weChatTokens.reset()
      strike(1)
      expectOutcome(await ask('once', sandbox.mintCode({ codeType }).code), once)
      expect(sandbox.world.accounts.list().length).toBeLessThanOrEqual(1)
    } finally {
      await close()
    }
  })
}

describe('the fault matrix, on memory', () => describeMatrix(() => ({})))

describeWithRedis('the fault matrix, on Redis', () => {
  let redis: RedisServer
  let run = 0
  beforeAll(async () => {
    redis = await startRedisServer()
  })
  afterAll(() => redis.close())
  describeMatrix(() => ({ REDIS_URL: redis.url, REDIS_KEY_PREFIX: `run-${(run += 1)}:` }))
})

it('has a row for every fault that the sandbox can be asked for, in every phase', () => {
  const { faults } = createSandbox()
  const details = { latency: { milliseconds: 1 } }
  const possible = phases.flatMap((target) =>
    FAULT_KINDS.filter((kind) => {
      const told = {
        ...(kind === 'latency' ? details.latency : {}),
        ...(kind !== 'error' ? {} : target === 'AppGetTokenByWeiXin' ? { Code: 'X' } : { errcode: -1 }),
      }
      try {
        faults.add({ target, kind, ...told })
        return true
      } catch (error) {
        if (error instanceof UsageError) return false
        throw error
      }
    }).map((kind) => `${target} ${kind}`),
  )
  expect(rows.map(([phase, kind]) => `${phase} ${kind}`).sort()).toEqual(possible.sort())
})
