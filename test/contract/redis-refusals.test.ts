import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { relayError } from '../../relay/src/errors'
import { openShared, type OpenedShared } from '../stand-ins/opened-shared'
import { describeWithRedis, startRedisServer, type RedisServer } from '../stand-ins/redis-server'
import { openRedisWay, type RedisWay } from '../stand-ins/redis-way'
import { aCode, ann, aToken, aUser, describeShared, login, outcomeOf } from './describe-shared'

const guide = readFileSync(join(__dirname, '../../docs/operating.md'), 'utf8')
const [, told = ''] = /ACL SETUSER iot-login on >password ([^`]+)```/.exec(guide) ?? []
const rights = told.replaceAll('iot-login:*', 'prefix:*').trim().split(/\s+/)

describeWithRedis('a Redis that refuses', () => {
  let redis: RedisServer
  let operator: Redis
  let opened: OpenedShared | undefined
  beforeAll(async () => {
    redis = await startRedisServer()
    operator = new Redis(redis.url)
  })
  afterEach(async () => {
    await opened?.shared.close()
    await operator.config('SET', 'maxmemory', '0')
  })
  afterAll(async () => {
    operator.disconnect()
    await redis.close()
  })

  const urlOf = (user: string, password: string): string =>
    redis.url.replace('redis://', `redis://${user}:${password}@`)

  it('is used with the rights that the guide lists', async () => {
    await operator.call('ACL', 'SETUSER', 'documented', 'on', '>pw', ...rights)
    opened = await openShared(urlOf('documented', 'pw'))
    expect([opened.isShared(), opened.changes]).toEqual([true, []])
    const claims = login(opened.shared)
    await claims.claimCode('login', aCode())
    await claims.tell(ann)
    await claims.claimUser(aUser(), false)
    await claims.answer(aToken())
    expect(opened.changes).toEqual([])
  })

  it.each(['-evalsha', '-get', '-set', '-del', '-incr', '-pexpire', '-pttl'])(
    'is away from the start without a right: %s',
    async (missing) => {
      await operator.call('ACL', 'SETUSER', 'lacking', 'reset', 'on', '>pw', ...rights, missing)
      opened = await openShared(urlOf('lacking', 'pw'))
      expect([opened.isShared(), opened.changes]).toEqual([false, ['NOPERM']])
    },
  )

  it('names a wrong password, at start', async () => {
    opened = await openShared(urlOf('documented', 'wrong'))
    expect([opened.isShared(), opened.changes]).toEqual([false, ['WRONGPASS']])
  })

  it('names a password that is missing, at start', async () => {
    const closed = await startRedisServer('--requirepass', 'secret')
    opened = await openShared(closed.url)
    expect([opened.isShared(), opened.changes]).toEqual([false, ['NOAUTH']])
    await closed.close()
  })

  it('is not used in another database than the one that is named', async () => {
    await operator.flushall()
    opened = await openShared(`${redis.url}/99`)
    expect([opened.isShared(), opened.changes]).toEqual([false, ['DATABASE']])
    await login(opened.shared).claimCode('login', aCode())
    expect(await operator.keys('*')).toEqual([])
  })

  it('names a connection that is refused, at start', async () => {
    const gone = await startRedisServer()
    await gone.close()
    opened = await openShared(gone.url)
    expect([opened.isShared(), opened.changes]).toEqual([false, ['ECONNREFUSED']])
  })

  it('names too few replicas', async () => {
    await operator.config('SET', 'min-replicas-to-write', '1')
    opened = await openShared(redis.url)
    await operator.config('SET', 'min-replicas-to-write', '0')
    expect(opened.changes).toEqual(['NOREPLICAS'])
  })
})

describeWithRedis('what logins of one copy share while Redis is away', () => {
  const open: { close(): Promise<void> }[] = []
  afterAll(async () => {
    for (const each of open.reverse()) await each.close()
  })

  describe('from the start', () => {
    let opened: OpenedShared
    beforeAll(async () => {
      const gone = await startRedisServer()
      await gone.close()
      opened = await openShared(gone.url, { reuseMs: 600_000 })
      open.push(opened.shared)
    })
    describeShared(() => opened.shared)
  })

  describe('since it is full', () => {
    let opened: OpenedShared
    beforeAll(async () => {
      const redis = await startRedisServer('--maxmemory', '1')
      opened = await openShared(redis.url, { reuseMs: 600_000 })
      open.push(redis, opened.shared)
    })
    describeShared(() => opened.shared)
    it('is said to be full', () => expect(opened.changes).toEqual(['OOM']))
  })
})

describeWithRedis('a Redis that is lost in the middle of a login', () => {
  let redis: RedisServer
  let way: RedisWay
  let opened: OpenedShared
  let other: OpenedShared
  beforeEach(async () => {
    redis = await startRedisServer()
    way = await openRedisWay(redis.port)
    opened = await openShared(way.url)
    other = await openShared(redis.url)
  })
  afterEach(async () => {
    await Promise.all([opened, other].map(({ shared }) => shared.close()))
    await way.close()
    await redis.close()
  })

  it('leaves the claims of its own copy standing, to their end', async () => {
    const code = aCode()
    const user = aUser()
    const first = login(opened.shared)
    await first.claimCode('login', code)
    await first.claimUser(user, false)
    way.swallow()
    await first.tell(user)
    expect(opened.changes).toEqual(['TIMEOUT'])
    expect(await outcomeOf(() => login(opened.shared, { requestId: 'yours' }).claimCode('login', code))).toBe(
      'WeChat.CodeUsed',
    )
    const second = login(opened.shared).claimUser(user, false)
    const token = aToken()
    await first.answer(token)
    expect(await second).toMatchObject({ how: 'joined', issued: token })
    expect(await login(opened.shared).claimCode('login', code)).toMatchObject({
      how: 'replayed',
      issued: token,
    })
  })

  it('keeps no claim of a copy that was cut off longer than its lease', async () => {
    const user = aUser()
    const cut = login(opened.shared)
    await cut.claimUser(user, false)
    way.swallow()
    const begun = performance.now()
    expect(await login(other.shared).claimUser(user, false)).not.toHaveProperty('issued')
    expect(performance.now() - begun).toBeLessThan(3000)
  })

  it('lets go of a claim that was granted after its login had given up', async () => {
    const user = aUser()
    redis.pause()
    const late = login(opened.shared)
    expect(await late.claimUser(user, false)).toEqual({})
    redis.resume()
    const begun = performance.now()
    const next = login(other.shared)
    // The other copy has noticed nothing of the pause.
    expect(await next.claimUser(user, false)).not.toHaveProperty('issued')
    expect(performance.now() - begun).toBeLessThan(700)
    late.fail(relayError('Relay.Busy'))
    await Promise.all([late.release(), next.release()])
  })

  it('is waited for once in a login, however often it is asked', async () => {
    way.swallow()
    const begun = performance.now()
    const claims = login(opened.shared)
    await claims.claimCode('login', aCode())
    await claims.tell(ann)
    await claims.count('user', 'ann', 60_000)
    await claims.claimUser(ann, false)
    await claims.answer(aToken())
    expect(performance.now() - begun).toBeLessThan(2 * 250)
  })
})
