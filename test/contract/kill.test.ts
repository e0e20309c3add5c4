import { setTimeout as wait } from 'node:timers/promises'
import { createSandbox, type Sandbox } from '../../sandbox/src'
import { createPhones } from '../stand-ins/phones'
import { describeWithRedis, startRedisServer, type RedisServer } from '../stand-ins/redis-server'
import { startRelayProcess, type RelayProcess } from '../stand-ins/relay-process'
import { watchExplorer, type WatchedExplorer } from '../stand-ins/watched-explorer'

jest.setTimeout(60_000)

const PEOPLE = 150
const LOGINS_EACH = 6
const AT_ONCE = 24
/** Of a login at a copy that was killed, its locks outlive this by a second. */
const LOGIN_TIMEOUT_MS = 2000
const DOWN_MS = 300

const people = Array.from({ length: PEOPLE }, (_, index) => `person-${index}`)

describeWithRedis('two copies and a Redis under load', () => {
  let sandbox: Sandbox
  let redis: RedisServer
  let explorer: WatchedExplorer
  let copies: RelayProcess[]
  let environment: Record<string, string>

  beforeAll(async () => {
    sandbox = createSandbox()
    await sandbox.listen({ port: 0 })
    redis = await startRedisServer()
    const told = sandbox.relayEnvironment()
    explorer = await watchExplorer(told.IOT_API_URL!)
    environment = {
      ...told,
      IOT_API_URL: explorer.url,
      REDIS_URL: redis.url,
      LOGIN_TIMEOUT_MS: String(LOGIN_TIMEOUT_MS),
    }
    copies = await Promise.all([startRelayProcess(environment), startRelayProcess(environment)])
  })
  afterAll(async () => {
    await Promise.all(copies.map((copy) => copy.kill()))
    await Promise.all([explorer.close(), redis.close(), sandbox.close()])
  })

  it('lose no answered login, make no second account and leave no lock, when one of them is killed', async () => {
    const [killed, survivor] = copies.map(({ url }) => url) as [string, string]
    // Each person several times in a row, so that logins of one person meet at both copies.
    const users = people.flatMap((user) => Array<string>(LOGINS_EACH).fill(user))
    const times: Record<'killed' | 'restarted' | 'redisGone' | 'redisBack', number> = {
      killed: Infinity,
      restarted: Infinity,
      redisGone: Infinity,
      redisBack: Infinity,
    }

    async function killCopy(): Promise<void> {
      while (phones.underWayAt(killed) < 3) await wait(1)
      times.killed = performance.now()
      await copies[0]!.kill()
      await wait(DOWN_MS)
      copies[0] = await startRelayProcess({ ...environment, PORT: new URL(killed).port })
      times.restarted = performance.now()
    }
    async function killRedis(): Promise<void> {
      times.redisGone = performance.now()
      await redis.stop()
      await wait(DOWN_MS)
      await redis.start()
      for (const url of [killed, survivor]) await untilShared(url)
      // A login that began with a lock of its own copy only has ended by then.
      await wait(300)
      times.redisBack = performance.now()
    }

    let accidents: Promise<void> = Promise.resolve()
    const phones = createPhones({
      urls: [killed, survivor],
      mintCode: (user) => sandbox.mintCode({ user }),
      onLogin(begun) {
        if (begun === Math.round(users.length / 4)) accidents = killCopy().then(killRedis)
      },
    })
    await phones.logIn(users, AT_ONCE)
    await accidents
    // Once more after it all: a lock that no login holds any more would keep others out.
    const asksBefore = phones.asked.length
    await phones.logIn(people, AT_ONCE)
    const asksAfter = phones.asked.slice(asksBefore)

    expect(phones.tokens).toHaveLength(users.length + PEOPLE)
    expect(sandbox.world.accounts.list()).toHaveLength(PEOPLE)
    expect(tokensOfOthers(phones.tokens)).toEqual([])

    // Only those went unanswered that the killed copy took down with it, or that came while it was away.
    const unanswered = phones.asked.filter(({ status }) => status === undefined)
    expect(unanswered.length).toBeGreaterThan(0)
    expect(unanswered.filter(({ url }) => url !== killed)).toEqual([])
    const late = unanswered.filter(({ startedAt }) => startedAt > times.restarted)
    const early = unanswered.filter(({ endedAt }) => endedAt < times.killed)
    expect([...late, ...early]).toEqual([])

    expect(asksAfter.map(({ status }) => status)).toEqual(Array(PEOPLE).fill(200))

    const whileRedisWasGone = phones.asked.filter(
      ({ startedAt, endedAt }) => startedAt > times.redisGone && endedAt < times.redisBack,
    )
    expect(whileRedisWasGone.filter(({ status }) => status === 200).length).toBeGreaterThan(10)

    // While Redis was there, no person had two calls at once.
    const withRedis = explorer.overlaps.filter((at) => at < times.redisGone || at > times.redisBack)
    expect(withRedis).toEqual([])
    expect(explorer.calls()).toBeLessThanOrEqual(phones.asked.length)
  })

  function tokensOfOthers(tokens: readonly { user: string; token: string }[]) {
    const owners = new Map(sandbox.world.accessTokens.list().map(({ token, userId }) => [token, userId]))
    return tokens.filter(({ user, token }) => {
      const account = sandbox.world.accounts.findById(owners.get(token) ?? '')
      return account === undefined || sandbox.world.userBehind(account.wxOpenId) !== user
    })
  }
})

async function untilShared(url: string): Promise<void> {
  for (;;) {
    const readiness = (await (await fetch(`${url}/readyz`)).json()) as { store: string }
    if (readiness.store === 'shared') return
    await wait(20)
  }
}
