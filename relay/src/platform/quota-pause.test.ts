import { relayError } from '../errors'
import { createQuotaPause } from './quota-pause'

let now = 0
const clock = { now: () => now, elapsed: () => now }
const usedUp = relayError('WeChat.QuotaExceeded', { upstreamCode: '45009' })

function setUp() {
  now = 0
  const pauses: number[] = []
  const pause = createQuotaPause(clock, (_upstream, ms) => pauses.push(ms))
  const ask = (work: () => Promise<string>, quota = 'app') => pause('WeChat', quota, work)
  return { ask, pauses }
}

it('leaves a used-up quota in peace, each time for longer, and says for how long', async () => {
  const { ask, pauses } = setUp()
  const work = jest.fn(() => Promise.reject(usedUp))
  await expect(ask(work)).rejects.toBe(usedUp)
  now = 1000
  await expect(ask(work)).rejects.toMatchObject({
    code: 'WeChat.QuotaExceeded',
    row: { status: 503, retryAfterSeconds: 4 },
    note: { upstreamCode: '45009' },
  })
  expect(work).toHaveBeenCalledTimes(1)
  for (let i = 0; i < 9; i += 1) {
    now += 300_000
    await ask(work).catch(() => undefined)
  }
  expect(pauses).toEqual([5, 10, 20, 40, 80, 160, 300, 300, 300, 300].map((seconds) => seconds * 1000))
})

it('begins anew after a success', async () => {
  const { ask, pauses } = setUp()
  await ask(() => Promise.reject(usedUp)).catch(() => undefined)
  now = 5000
  expect(await ask(() => Promise.resolve('token'))).toBe('token')
  await ask(() => Promise.reject(usedUp)).catch(() => undefined)
  expect(pauses).toEqual([5000, 5000])
})

it('keeps quotas apart', async () => {
  const { ask } = setUp()
  await ask(() => Promise.reject(usedUp)).catch(() => undefined)
  expect(await ask(() => Promise.resolve('token'), 'another app')).toBe('token')
})

it('lets no user who logs in too often stop the others', async () => {
  const { ask } = setUp()
  const often = relayError('WeChat.RateLimited', { upstreamCode: '45011' })
  await ask(() => Promise.reject(often)).catch(() => undefined)
  expect(await ask(() => Promise.resolve('token'))).toBe('token')
})
