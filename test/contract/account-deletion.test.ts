import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deletingUser, postDeletion } from '../stand-ins/deleting-user'
import { describeWithRedis, startRedisServer, type RedisServer } from '../stand-ins/redis-server'
import { startRelayProcess } from '../stand-ins/relay-process'
import { startCopies } from '../stand-ins/relay-copies'
import { describeDeletion, openDeletionBench, type DeletionBench } from './describe-deletion'
import { expectFailure } from './describe-relay'

// Patience with a machine under load, where processes start.
jest.setTimeout(60_000)

let bench: DeletionBench
beforeEach(async () => {
  bench = await openDeletionBench()
})
afterEach(() => bench.close())

describe('a deletion that is kept on the disk', () => {
  describeDeletion(
    () => bench,
    () => ({}),
  )

  it('survives a relay process that is killed at once', async () => {
    const environment = { ...bench.sandbox.relayEnvironment(), DATA_DIR: join(bench.folder, 'data') }
    const first = await startRelayProcess(environment)
    expect((await bench.ann.noteDeletion(first.url)).status).toBe(200)
    await first.kill()
    const second = await startRelayProcess(environment)
    bench.atEnd(second.kill)
    expectFailure(await bench.ann.logIn(second.url), 403, 'Relay.DeletionPending')
  })

  it('leaves the directory to the next process on SIGTERM', async () => {
    const environment = { ...bench.sandbox.relayEnvironment(), DATA_DIR: join(bench.folder, 'data') }
    const first = await startRelayProcess(environment)
    await bench.ann.noteDeletion(first.url)
    first.process.kill('SIGTERM')
    expect(await first.ended).toBe(0)
    const second = await startRelayProcess(environment)
    bench.atEnd(second.kill)
    expectFailure(await bench.ann.logIn(second.url), 403, 'Relay.DeletionPending')
    expect(second.written()).not.toContain('DATA_DIR')
  })
})

describe('a deletion that cannot be kept fails with words, and nothing is marked:', () => {
  it.each([
    ['where the directory is a file', () => ({ DATA_DIR: join(bench.folder, 'file') }), /DATA_DIR/],
    ['where there is nowhere to keep it', () => ({ DATA_DIR: 'none' }), /set REDIS_URL, or DATA_DIR/],
  ])('%s', async (_case, environment, hint) => {
    writeFileSync(join(bench.folder, 'file'), '')
    const { url, logged } = await bench.start(environment())
    const refused = await bench.ann.noteDeletion(url)
    expectFailure(refused, 503, 'Relay.DeletionNotStored')
    expect(refused.headers.get('retry-after')).toBe('5')
    expect(refused.text).not.toContain(bench.folder)
    expect(logged.join('')).toMatch(hint)
    expect((await bench.ann.logIn(url)).status).toBe(200)
  })
})

describe('the proof of a deletion', () => {
  it('is a fresh code: a spent one, a made-up one and none at all mark no user', async () => {
    const { url } = await bench.start()
    const { code } = bench.sandbox.mintCode({ user: 'ann' })
    await postDeletion(url, { code })
    await bench.ann.logIn(url, { cancelDeletion: true })
    expectFailure(await postDeletion(url, { code }), 401, 'WeChat.CodeUsed')
    expectFailure(await postDeletion(url, { code: 'made-up' }), 401, 'WeChat.CodeInvalid')
    expectFailure(await postDeletion(url, {}), 400, 'Relay.InvalidParameter')
    expectFailure(await bench.ann.noteDeletion(url, { user: 'ann' }), 400, 'Relay.InvalidParameter')
    expectFailure(await bench.ann.noteDeletion(url, { appId: 'wx00000000000000ff' }), 403, 'Relay.UnknownApp')
    expect((await bench.ann.logIn(url)).status).toBe(200)
  })

  it('is counted with logins', async () => {
    const { url } = await bench.start({ RATE_LIMIT_PER_USER: '2' })
    await bench.ann.noteDeletion(url)
    await bench.ann.noteDeletion(url)
    expectFailure(await bench.ann.noteDeletion(url), 429, 'Relay.RateLimited')
  })

  it('can be the word of WeChat’s cloud, where that is trusted', async () => {
    const { url } = await bench.start({ TRUST_CLOUDBASE_HEADERS: 'true' })
    const appId = bench.sandbox.relayEnvironment().WECHAT_APP_ID ?? ''
    const headers = { 'content-type': 'application/json', 'x-wx-source': 'wx_client', 'x-wx-appid': appId }
    const post = (path: string) =>
      fetch(url + path, { method: 'POST', headers: { ...headers, 'x-wx-openid': 'o-1' }, body: '{}' })
    expect((await post('/account-deletion')).status).toBe(200)
    expect((await post('/login')).status).toBe(403)
  })
})

describeWithRedis('a deletion that is kept in Redis', () => {
  let redis: RedisServer
  beforeAll(async () => {
    redis = await startRedisServer()
  })
  afterAll(() => redis.close())

  let environment: Record<string, string>
  let tests = 0
  beforeEach(() => {
    environment = { REDIS_URL: redis.url, REDIS_KEY_PREFIX: `t${(tests += 1)}:`, REDIS_TIMEOUT_MS: '2000' }
  })

  describeDeletion(
    () => bench,
    () => environment,
  )

  it('is known to every copy at once, and so is its end', async () => {
    const { copies, sandbox: world, close } = await startCopies(2, environment)
    bench.atEnd(close)
    const bob = deletingUser(world, 'bob')
    const [one, other] = copies.map(({ url }) => url) as [string, string]
    await bob.noteDeletion(one)
    expectFailure(await bob.logIn(other), 403, 'Relay.DeletionPending')
    await bob.logIn(one, { cancelDeletion: true })
    expect((await bob.logIn(other)).status).toBe(200)
  })
})

describeWithRedis('while Redis is away', () => {
  it('a deletion fails with words, and those that this copy has seen are kept', async () => {
    const redis = await startRedisServer()
    bench.atEnd(redis.close)
    const { url, logged } = await bench.start({ REDIS_URL: redis.url })
    await bench.ann.noteDeletion(url)
    const bob = deletingUser(bench.sandbox, 'bob')
    await redis.stop()
    expectFailure(await bob.noteDeletion(url), 503, 'Relay.DeletionNotStored')
    expect(logged.join('')).toMatch(/DeletionNotStored.*Redis/)
    expect((await bob.logIn(url)).status).toBe(200)
    expectFailure(await bench.ann.logIn(url), 403, 'Relay.DeletionPending')
  })
})
