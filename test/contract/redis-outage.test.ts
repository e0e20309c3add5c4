import { Redis } from 'ioredis'
import { DEFAULT_APP } from '../../sandbox/src'
import { describeWithRedis, startRedisServer, type RedisServer } from '../stand-ins/redis-server'
import { startCopies, type RelayCopies } from '../stand-ins/relay-copies'
import { postLogin, type LoginAnswer } from '../stand-ins/running-relay'
import { expectFailure } from './describe-relay'

describeWithRedis('a relay and its Redis', () => {
  let redis: RedisServer
  let running: RelayCopies
  beforeEach(async () => {
    redis = await startRedisServer()
    running = await startCopies(1, {
      REDIS_URL: redis.url,
      REDIS_TIMEOUT_MS: '100',
      TOKEN_REUSE_SECONDS: '60',
    })
  })
  afterEach(async () => {
    await running.close()
    await redis.close()
  })

  const url = (): string => running.copies[0]!.url
  const logged = (): string => running.copies[0]!.logged.join('')
  const ask = (more: object = {}): Promise<LoginAnswer> =>
    postLogin(url(), { code: running.sandbox.mintCode({ user: 'ann' }).code, ...more })
  const storeBy = async (path: string): Promise<unknown> => {
    const response = await fetch(url() + path)
    expect(response.status).toBe(200)
    const text = await response.text()
    return path === '/readyz'
      ? (JSON.parse(text) as { store: string }).store
      : /^iot_login_store_shared (\d)$/m.exec(text)?.[1]
  }
  async function until(store: string): Promise<void> {
    while ((await storeBy('/readyz')) !== store) await new Promise((resolve) => setTimeout(resolve, 20))
  }

  it.each([
    ['is gone', (server: RedisServer) => server.stop(), (server: RedisServer) => server.start()],
    [
      'does not answer',
      async (server: RedisServer) => server.pause(),
      async (server: RedisServer) => server.resume(),
    ],
  ])('goes on without it while it %s, says so, and comes back to it', async (_how, lose, bringBack) => {
    expect(await storeBy('/readyz')).toBe('shared')
    await lose(redis)
    const start = performance.now()
    for (let i = 0; i < 5; i += 1) expect((await ask()).status).toBe(200)
    // One command finds out; no login after it waits.
    expect(performance.now() - start).toBeLessThan(1500)
    expect(await storeBy('/readyz')).toBe('local')
    expect(await storeBy('/metrics')).toBe('0')
    expect(logged()).toContain('"event":"store","hint":"Redis does not answer')

    // On its own it still answers alike, and lets a code be used once.
    const question = { code: running.sandbox.mintCode({ user: 'bob' }).code, requestId: 'mine' }
    const first = await ask(question)
    expect((await ask(question)).body.Response.Data).toMatchObject({ Token: first.body.Response.Data.Token })
    expectFailure(await ask({ ...question, requestId: 'yours' }), 401, 'WeChat.CodeUsed')

    await bringBack(redis)
    await until('shared')
    expect((await ask()).status).toBe(200)
    expect(await storeBy('/metrics')).toBe('1')
    expect(logged()).toContain('Redis answers again')
  })

  it('starts without it, and finds it when it comes', async () => {
    await redis.stop()
    const late = await startCopies(1, { REDIS_URL: redis.url })
    const { sandbox, copies } = late
    expect((await postLogin(copies[0]!.url, { code: sandbox.mintCode().code })).status).toBe(200)
    await redis.start()
    const store = async (): Promise<string> =>
      ((await (await fetch(`${copies[0]!.url}/readyz`)).json()) as { store: string }).store
    while ((await store()) !== 'shared') await new Promise((resolve) => setTimeout(resolve, 20))
    await late.close()
  })

  it('keeps nothing but sealed texts, each with a life and the prefix', async () => {
    const requestId = 'id-of-ann'
    const { code } = running.sandbox.mintCode({ user: 'ann' })
    // By way of a proxy, so that there is an address to count.
    const headers = { 'content-type': 'application/json', 'x-forwarded-for': '203.0.113.77' }
    await postLogin(url(), { code, requestId, nickName: '不该出现的名字' }, headers)
    // One that stops half way leaves behind who it was for.
    running.sandbox.faults.add({ target: 'explorer', kind: 'html' })
    const halfWay = running.sandbox.mintCode({ user: 'bob' }).code
    expect((await postLogin(url(), { code: halfWay, requestId: 'half' })).status).toBe(502)
    expect((await postLogin(url(), { code: halfWay, requestId: 'half' })).status).toBe(200)
    const { world } = running.sandbox
    const hidden = [
      code,
      halfWay,
      requestId,
      '203.0.113.77',
      '不该出现的名字',
      DEFAULT_APP.appId,
      DEFAULT_APP.iotAppKey,
      DEFAULT_APP.appSecret,
      DEFAULT_APP.iotAppSecret,
      ...world.accounts.list().flatMap(({ wxOpenId, userId }) => [wxOpenId, userId]),
      ...world.accessTokens.list().map(({ token }) => token),
    ]
    const { keys, values, lives } = await dump(redis.url)
    const contents = [...keys, ...values].join('\n')
    expect(keys.length).toBeGreaterThanOrEqual(7)
    expect(hidden.length).toBe(15)
    expect(hidden.filter((value) => contents.includes(value))).toEqual([])
    for (const key of keys) {
      expect(key).toMatch(/^iot-login:(code|answer|user|rate-(address|user)):[\w-]{43}$/)
    }
    expect(Math.min(...lives)).toBeGreaterThan(0)
  })
})

/** All that a Redis holds, and how long each of it still lives. */
async function dump(url: string) {
  const client = new Redis(url)
  const keys = await client.keys('*')
  const values = await Promise.all(keys.map((key) => client.get(key)))
  const lives = await Promise.all(keys.map((key) => client.pttl(key)))
  client.disconnect()
  return { keys, values, lives }
}
