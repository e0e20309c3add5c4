import { checkRedis } from '../../relay/src/check/check-redis'
import { Secret } from '../../relay/src/secret'
import { describeWithRedis, startRedisServer, type RedisServer } from '../stand-ins/redis-server'
import { Redis } from 'ioredis'

jest.setTimeout(30_000)

const check = (url: string) => checkRedis({ url: new Secret(url), keyPrefix: 'iot-login:', timeoutMs: 250 })

describeWithRedis('check asks Redis', () => {
  let server: RedisServer
  let admin: Redis
  beforeAll(async () => {
    server = await startRedisServer()
    admin = new Redis(server.url)
    await admin.acl('SETUSER', 'limited', 'on', '>pass', '~iot-login:*', '+ping', '+info', '+get', '+set')
    await admin.acl(
      'SETUSER',
      'enough',
      'on',
      '>pass',
      '~iot-login:*',
      '+@connection',
      '+get',
      '+set',
      '+del',
      '+incr',
      '+pexpire',
      '+pttl',
      '+zadd',
      '+zscore',
      '+zrem',
      '+zremrangebyscore',
      '+eval',
      '+evalsha',
    )
  })
  afterAll(async () => {
    admin.disconnect()
    await server.close()
  })
  const as = (login: string) => server.url.replace('redis://', `redis://${login}@`)

  it('and is content with one that does all', async () => {
    expect(await check(server.url)).toMatchObject({ verdict: 'accepted' })
  })

  it.each<[string, () => string, string, RegExp]>([
    ['a wrong password', () => as('enough:wrong'), 'refused', /user name or password.*REDIS_URL.*WRONGPASS/],
    ['an ACL without scripts', () => as('limited:pass'), 'refused', /forbids.*allow.*eval.*NOPERM/],
    ['an ACL that is enough', () => as('enough:pass'), 'accepted', /scripts/],
    [
      'a database that is not there',
      () => `${server.url}/99`,
      'refused',
      /no database of that number.*REDIS_URL/,
    ],
    ['no server there', () => 'redis://127.0.0.1:1', 'unanswered', /ECONNREFUSED.*REDIS_URL/],
  ])('and tells %s', async (_what, url, verdict, words) => {
    const finding = await check(url())
    expect(finding.verdict).toBe(verdict)
    expect(finding.words).toMatch(words)
    expect(finding.words).not.toMatch(/wrong\b|:pass/)
  })

  it('and tells one that would refuse writes when it is full', async () => {
    await admin.config('SET', 'maxmemory', '64mb')
    expect((await check(server.url)).words).toMatch(/noeviction.*maxmemory-policy to volatile-lru/)
    await admin.config('SET', 'maxmemory-policy', 'volatile-lru')
    expect((await check(server.url)).words).not.toMatch(/maxmemory/)
  })

  it('and tells one that is full', async () => {
    await admin.config('SET', 'maxmemory', '1kb')
    await admin.config('SET', 'maxmemory-policy', 'noeviction')
    expect(await check(server.url)).toMatchObject({
      verdict: 'refused',
      words: expect.stringMatching(/full.*OOM/),
    })
    await admin.config('SET', 'maxmemory', '0')
  })

  it('and tells a replica', async () => {
    await admin.call('REPLICAOF', '127.0.0.1', '1')
    expect(await check(server.url)).toMatchObject({
      verdict: 'refused',
      words: expect.stringMatching(/replica.*READONLY/),
    })
    await admin.call('REPLICAOF', 'NO', 'ONE')
  })
})
