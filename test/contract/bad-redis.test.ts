import { setTimeout as wait } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { startCrowd, type Crowd } from '../stand-ins/crowd'
import { describeWithRedis, startRedisFailover, startRedisServer } from '../stand-ins/redis-server'
import { openRedisWay } from '../stand-ins/redis-way'
import { postLogin } from '../stand-ins/running-relay'
import { startCopies, type RelayCopies } from '../stand-ins/relay-copies'

jest.setTimeout(60_000)

const PEOPLE = 60
const EXPLORER_MS = 300
/** Four times its default: this process is phones, relay, platforms and network at once. */
const REDIS_MS = 1000
const KILLED_EVERY_MS = 300
/** What no login may take: it visits Redis twice, to be counted and to be shared. */
const SLOWEST_MS = 2 * REDIS_MS + EXPLORER_MS + 300
const BACK_WITHIN_MS = 15_000

interface Change {
  state: string
  cause?: string
}

describeWithRedis('people who log in over and over', () => {
  const open: { close(): Promise<void> }[] = []
  let running: RelayCopies
  let crowd: Crowd

  afterEach(async () => {
    await crowd.leave()
    for (const each of open.splice(0).reverse()) await each.close()
  })

  async function start(url: string): Promise<void> {
    running = await startCopies(1, {
      REDIS_URL: url,
      REDIS_TIMEOUT_MS: String(REDIS_MS),
      RATE_LIMIT_PER_USER: '100000',
    })
    open.push(running)
    const { sandbox, copies } = running
    sandbox.faults.add({
      target: 'AppGetTokenByWeiXin',
      kind: 'latency',
      milliseconds: EXPLORER_MS,
      times: 1e6,
    })
    // The first login of a process is a slow one for reasons of its own.
    expect((await postLogin(copies[0]!.url, { code: sandbox.mintCode().code })).status).toBe(200)
    crowd = startCrowd(PEOPLE, copies[0]!.url, (user) => sandbox.mintCode({ user }).code)
    await until(() => crowd.logins.length > PEOPLE)
    expect(changes()).toEqual([])
  }

  const changes = (): Change[] =>
    running.copies[0]!.logged.map((line) => JSON.parse(line) as Change & { event: string })
      .filter(({ event }) => event === 'store')
      .map(({ state, cause }) => ({ state, ...(cause === undefined ? {} : { cause }) }))
  const isShared = async (): Promise<boolean> =>
    /^iot_login_store_shared 1$/m.test(await (await fetch(`${running.copies[0]!.url}/metrics`)).text())

  async function comeBack(): Promise<void> {
    const since = performance.now()
    while (!(await isShared())) {
      expect(performance.now() - since).toBeLessThan(BACK_WITHIN_MS)
      await wait(50)
    }
    await crowd.leave()
  }

  function expectAllWell(): void {
    const { logins } = crowd
    expect(logins.filter(({ status }) => status !== 200)).toEqual([])
    expect(Math.max(...logins.map(({ tookMs }) => tookMs))).toBeLessThan(SLOWEST_MS)
  }

  it('notice nothing while connections are killed all the time', async () => {
    const redis = await startRedisServer()
    const way = await openRedisWay(redis.port)
    open.push(redis, way)
    await start(way.url)
    for (let kills = 0; kills < 10; kills += 1) {
      await wait(KILLED_EVERY_MS)
      way.cut()
    }
    await comeBack()
    expectAllWell()
    expect(changes().length).toBeLessThanOrEqual(2)
  })

  it('go on while Redis is full', async () => {
    const redis = await startRedisServer()
    open.push(redis)
    await start(redis.url)
    const operator = new Redis(redis.url)
    await operator.config('SET', 'maxmemory', '1')
    await until(() => changes().length > 0)
    await wait(1500)
    await operator.config('SET', 'maxmemory', '0')
    operator.disconnect()
    await comeBack()
    expectAllWell()
    expect(changes()).toEqual([{ state: 'local', cause: 'OOM' }, { state: 'shared' }])
  })

  it('go on while Redis is paused', async () => {
    const redis = await startRedisServer()
    open.push(redis)
    await start(redis.url)
    redis.pause()
    await until(() => changes().length > 0)
    await wait(1500)
    redis.resume()
    await comeBack()
    expectAllWell()
    expect(changes()).toEqual([{ state: 'local', cause: 'TIMEOUT' }, { state: 'shared' }])
  })

  it('go on while another Redis takes over, and find it', async () => {
    const redis = await startRedisFailover()
    open.push(redis)
    await start(redis.url)
    await redis.stop()
    await until(() => changes().length > 0)
    await comeBack()
    expectAllWell()
    expect(changes()).toEqual([
      { state: 'local', cause: expect.stringMatching(/^(ECONNREFUSED|READONLY|SENTINEL|TIMEOUT|UNKNOWN)$/) },
      { state: 'shared' },
    ])
  })

  it('go on while the server has become a replica, and find the primary again', async () => {
    const [redis, primary] = await Promise.all([startRedisServer(), startRedisServer()])
    open.push(redis, primary)
    await start(redis.url)
    const operator = new Redis(redis.url)
    await operator.call('REPLICAOF', '127.0.0.1', String(primary.port))
    await until(() => changes().length > 0)
    await operator.call('REPLICAOF', 'NO', 'ONE')
    operator.disconnect()
    await comeBack()
    expectAllWell()
    expect(changes()).toEqual([{ state: 'local', cause: 'READONLY' }, { state: 'shared' }])
  })

  it('go on when Redis dies without a word, and are back on a new connection', async () => {
    const redis = await startRedisServer()
    const way = await openRedisWay(redis.port)
    open.push(redis, way)
    await start(way.url)
    way.swallow()
    await until(() => changes().length > 0)
    way.restore()
    await comeBack()
    expectAllWell()
    expect(changes()).toEqual([{ state: 'local', cause: 'TIMEOUT' }, { state: 'shared' }])
  })
})

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await wait(10)
}
