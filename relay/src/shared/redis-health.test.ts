import { createRedisHealth } from './redis-health'

beforeEach(() => jest.useFakeTimers())
afterEach(() => jest.useRealTimers())

const clock = { now: () => Date.now(), elapsed: () => Date.now() }

function setUp() {
  const redis = { isConnected: true, refuses: undefined as Error | undefined }
  const changes: string[] = []
  const health = createRedisHealth({
    clock,
    write: () => (redis.refuses === undefined ? Promise.resolve() : Promise.reject(redis.refuses)),
    isConnected: () => redis.isConnected,
    onChange: (isUp, cause) => changes.push(isUp ? 'up' : (cause ?? '')),
  })
  return { redis, health, changes }
}
const full = new Error('OOM command not allowed')
const pass = (milliseconds: number) => jest.advanceTimersByTimeAsync(milliseconds)

it('is not up before the first write', async () => {
  const { health, changes } = setUp()
  expect(health.isUp()).toBe(false)
  health.connected()
  expect(health.isUp()).toBe(false)
  await pass(0)
  expect([health.isUp(), changes]).toEqual([true, []])
  health.close()
})

it('says at start why it is away, once', async () => {
  const { redis, health, changes } = setUp()
  redis.isConnected = false
  health.connectionFailed(Object.assign(new Error('x'), { code: 'ECONNREFUSED' }))
  const opened = health.opened()
  await pass(5000)
  await opened
  expect(changes).toEqual(['ECONNREFUSED'])
  health.close()
})

it('is away from the first failure, and back after two writes in a row that went well', async () => {
  const { redis, health, changes } = setUp()
  health.connected()
  await pass(0)
  redis.refuses = full
  for (let logins = 0; logins < 5; logins += 1) health.failed(full)
  expect([health.isUp(), changes]).toEqual([false, ['OOM']])
  await pass(2000)
  redis.refuses = undefined
  await pass(500)
  expect(health.isUp()).toBe(false)
  // One that fails in between starts the row again.
  redis.refuses = full
  await pass(500)
  redis.refuses = undefined
  await pass(500)
  expect(health.isUp()).toBe(false)
  await pass(500)
  expect([health.isUp(), changes]).toEqual([true, ['OOM', 'up']])
  health.close()
})

it('wants writes to go well for longer, each time that it is lost again soon, and for seven seconds at most', async () => {
  const { health, changes } = setUp()
  health.connected()
  await pass(0)
  const backAfter: number[] = []
  for (let losses = 0; losses < 6; losses += 1) {
    health.failed(full)
    const since = Date.now()
    while (!health.isUp()) await pass(100)
    backAfter.push(Date.now() - since)
  }
  expect(backAfter).toEqual([...backAfter].sort((a, b) => a - b))
  expect(backAfter[0]).toBeLessThanOrEqual(1000)
  expect(backAfter[5]).toBeGreaterThan(6000)
  expect(backAfter[5]).toBeLessThanOrEqual(7500)
  expect(changes).toHaveLength(12)
  await pass(30_000)
  health.failed(full)
  await pass(1000)
  expect(health.isUp()).toBe(true)
  health.close()
})

it('writes nothing while there is no connection', async () => {
  let writes = 0
  const health = createRedisHealth({
    clock,
    write: async () => (writes += 1),
    isConnected: () => false,
    onChange: () => undefined,
  })
  await pass(10_000)
  expect(writes).toBe(0)
  health.close()
})

it('goes on trying when what it tells of a change throws, as a log of the host may', async () => {
  let writes = 0
  const health = createRedisHealth({
    clock,
    write: async () => {
      writes += 1
      if (writes === 2) throw full
    },
    isConnected: () => true,
    onChange: () => {
      throw new Error('the log')
    },
  })
  health.connected()
  await pass(0)
  expect(health.isUp()).toBe(true)
  health.connected()
  await pass(0)
  expect(health.isUp()).toBe(false)
  await pass(500)
  expect(writes).toBe(3)
  health.close()
})
