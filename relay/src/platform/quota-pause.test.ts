import { relayError } from '../errors'
import { Secret } from '../secret'
import { createQuotaPauses } from './quota-pause'

let now = 0
const clock = { now: () => now, elapsed: () => now }
const usedUp = relayError('WeChat.QuotaExceeded', { upstreamCode: '45009' })
const owner = {
  name: 'jscode2session',
  upstream: 'WeChat',
  quotaOf: (app: { appId: string }) => app.appId,
} as const
const app = (appId = 'wx1') =>
  ({
    appId,
    kind: 'miniProgram',
    idKind: 'openid',
    wechatAppSecret: new Secret('w'),
    iotAppKey: 'k',
    iotAppSecret: new Secret('i'),
  }) as const

function setUp() {
  now = 0
  const paused: number[] = []
  const pauses = createQuotaPauses(clock, (_upstream, ms) => paused.push(ms))
  const isPaused = (appId?: string): boolean => {
    try {
      pauses.refuse(owner, app(appId))
      return false
    } catch {
      return true
    }
  }
  return { pauses, paused, isPaused }
}

it('pauses a used-up quota, each time for longer, and says for how long', () => {
  const { pauses, paused, isPaused } = setUp()
  pauses.note(owner, app(), usedUp, 'user')
  now = 1000
  expect(() => pauses.refuse(owner, app())).toThrow(
    expect.objectContaining({
      code: 'WeChat.QuotaExceeded',
      row: expect.objectContaining({ status: 503, retryAfterSeconds: 4 }),
      note: { upstreamCode: '45009' },
    }),
  )
  for (let i = 0; i < 9; i += 1) {
    now += 300_000
    expect(isPaused()).toBe(false)
    pauses.note(owner, app(), usedUp, 'user')
  }
  expect(paused).toEqual([5, 10, 20, 40, 80, 160, 300, 300, 300, 300].map((seconds) => seconds * 1000))
})

it('begins with five seconds again after a success', () => {
  const { pauses, paused } = setUp()
  pauses.note(owner, app(), usedUp, 'user')
  now = 5000
  pauses.clear(owner, app())
  pauses.note(owner, app(), usedUp, 'user')
  expect(paused).toEqual([5000, 5000])
})

it('keeps quotas apart', () => {
  const { pauses, isPaused } = setUp()
  pauses.note(owner, app(), usedUp, 'user')
  expect([isPaused(), isPaused('wx2')]).toEqual([true, false])
})

it.each([
  ['WeChat.RateLimited', '45011'],
  ['WeChat.RateLimited', '1003'],
  ['WeChat.Busy', '-1'],
  ['WeChat.UserBlocked', '40226'],
  ['WeChat.CredentialsRejected', '40125'],
] as const)('lets no user who meets %s (%s) stop the others', (code, upstreamCode) => {
  const { pauses, isPaused } = setUp()
  for (let i = 0; i < 50; i += 1) pauses.note(owner, app(), relayError(code, { upstreamCode }), `user-${i}`)
  expect(isPaused()).toBe(false)
})

it('takes a bare 429 for a limit of all when several users meet it within ten seconds', () => {
  const { pauses, isPaused } = setUp()
  const tooMany = relayError('WeChat.RateLimited', { fault: 'HTTP_429' })
  for (let i = 0; i < 50; i += 1) pauses.note(owner, app(), tooMany, 'one')
  pauses.note(owner, app(), tooMany, 'two')
  expect(isPaused()).toBe(false)
  now = 10_001
  pauses.note(owner, app(), tooMany, 'three')
  pauses.note(owner, app(), tooMany, 'four')
  expect(isPaused()).toBe(false)
  pauses.note(owner, app(), tooMany, 'five')
  expect(isPaused()).toBe(true)
})
