import { phoneOverHttp } from '../stand-ins/phone-over-http'
import { describeWithRedis, startRedisServer } from '../stand-ins/redis-server'
import { rejectionOf } from '../stand-ins/rejection-of'
import { openDeletionBench, type DeletionBench } from './describe-deletion'

// Patience with a machine under load.
jest.setTimeout(120_000)

let bench: DeletionBench
beforeEach(async () => {
  bench = await openDeletionBench()
})
afterEach(() => bench.close())

/**
 * One life of an account that is deleted on one phone while another one, with `silent` on, starts before the deletion,
 * during it and after it, with a restart of the relay between. One tap on the other phone, after the question, keeps it.
 */
async function deleteAndKeep(environment: Record<string, string>): Promise<void> {
  const { sandbox, ann } = bench
  const [mine, other] = [phoneOverHttp(sandbox, 'ann'), phoneOverHttp(sandbox, 'ann')]
  const before = await bench.start(environment)
  const session = mine.start(before.url)
  await session.login()
  const during = other.start(before.url)
  const [, racing] = await Promise.all([
    session.deleteAccount({ confirmed: true }),
    other.logInSilently(during),
  ])
  expect(['logged in', 'Relay.DeletionPending']).toContain(racing)
  expect(ann.isPending()).toBe(true)
  await during.logout()
  await before.close()

  const after = await bench.start(environment)
  // The app starts on both phones, the other one without anything in its storage.
  const late = phoneOverHttp(sandbox, 'ann')
  const tapped = late.start(after.url)
  expect(await rejectionOf(mine.start(after.url).getAccessToken())).toMatchObject({
    code: 'Client.SignedOut',
  })
  expect(await late.logInSilently(tapped)).toBe('Relay.DeletionPending')
  expect(await rejectionOf(tapped.login())).toMatchObject({ deleteAt: expect.any(Number) })
  expect(ann.isPending()).toBe(true)

  const { CancelAccountTime } = await tapped.login({ cancelDeletion: true })
  expect(CancelAccountTime).toEqual(expect.any(Number))
  expect(ann.isPending()).toBe(false)
  await after.close()
}
const unlimited = { RATE_LIMIT_PER_USER: '0' }

describe('two phones of one person, with silent on', () => {
  it('keep the deletion over 80 restarts of the relay on one directory, and each time one tap after the question cancels it', async () => {
    for (let run = 0; run < 80; run += 1) await deleteAndKeep(unlimited)
  })
})

describeWithRedis('two phones of one person, with silent on and Redis', () => {
  it('keep it over 20 restarts', async () => {
    const redis = await startRedisServer()
    bench.atEnd(redis.close)
    for (let run = 0; run < 20; run += 1) {
      await deleteAndKeep({ ...unlimited, REDIS_URL: redis.url, REDIS_TIMEOUT_MS: '5000' })
    }
  })
})
