import { describeWithRedis, startRedisServer, type RedisServer } from '../stand-ins/redis-server'
import { startCopies, type RelayCopies } from '../stand-ins/relay-copies'
import { postLogin, type LoginAnswer } from '../stand-ins/running-relay'
import { expectFailure } from './describe-relay'

let running: RelayCopies | undefined
afterEach(async () => {
  await running?.close()
  running = undefined
})

const operations = (): string[] =>
  running?.sandbox.journal.since().entries.map(({ operation }) => operation) ?? []
const times = (operation: string): number => operations().filter((each) => each === operation).length
const slow = (target: 'jscode2session' | 'AppGetTokenByWeiXin', milliseconds = 150): void =>
  void running?.sandbox.faults.add({ target, kind: 'latency', milliseconds })
const tokenOf = ({ body }: LoginAnswer): unknown => body.Response.Data?.Token

/** What holds on one copy, and on two that share a Redis. `start` resolves with the URLs to ask, in turn. */
function describeSharing(start: (environment?: Record<string, string>) => Promise<[string, string]>): void {
  const mint = (user = 'ann'): string => running!.sandbox.mintCode({ user }).code

  it('gives the first answer again to the same code and request id', async () => {
    const [one, other] = await start()
    const question = { code: mint(), requestId: 'mine' }
    const first = await postLogin(one, question)
    const second = await postLogin(other, question)
    expect([first.status, second.status]).toEqual([200, 200])
    expect(tokenOf(second)).toBe(tokenOf(first))
    expect(operations()).toEqual(['jscode2session', 'AppGetTokenByWeiXin'])
  })

  it('gives nothing to the same code and another request id, and makes no call', async () => {
    const [one, other] = await start()
    const code = mint()
    await postLogin(one, { code, requestId: 'mine' })
    expectFailure(await postLogin(other, { code, requestId: 'yours' }), 401, 'WeChat.CodeUsed')
    expectFailure(await postLogin(other, { code }), 401, 'WeChat.CodeUsed')
    expect(operations()).toEqual(['jscode2session', 'AppGetTokenByWeiXin'])
  })

  it.each(['jscode2session', 'AppGetTokenByWeiXin'] as const)(
    'lets the same question wait for the first answer, and another one not, while %s is slow',
    async (target) => {
      const [one, other] = await start()
      slow(target)
      const code = mint()
      const first = postLogin(one, { code, requestId: 'mine' })
      await until(() => operations().length > 0 || running!.sandbox.faults.list().length === 0)
      const [again, stranger] = await Promise.all([
        postLogin(other, { code, requestId: 'mine' }),
        postLogin(other, { code, requestId: 'yours' }),
      ])
      expect(tokenOf(again)).toEqual(expect.any(String))
      expect(tokenOf(again)).toBe(tokenOf(await first))
      expectFailure(stranger, 401, 'WeChat.CodeUsed')
      expect(operations()).toEqual(['jscode2session', 'AppGetTokenByWeiXin'])
    },
  )

  it('goes on from the exchange when the first try came no further', async () => {
    const [one, other] = await start()
    const question = { code: mint(), requestId: 'mine' }
    running!.sandbox.faults.add({ target: 'explorer', kind: 'html' })
    expectFailure(await postLogin(one, question), 502, 'IoTExplorer.UnexpectedReply')
    expect((await postLogin(other, question)).status).toBe(200)
    expect(operations()).toEqual(['jscode2session', 'AppGetTokenByWeiXin', 'AppGetTokenByWeiXin'])
  })

  it('asks WeChat again about a code whose exchange failed', async () => {
    const [one, other] = await start()
    const code = mint()
    running!.sandbox.faults.add({ target: 'jscode2session', kind: 'error', errcode: 45011 })
    expectFailure(await postLogin(one, { code }), 429, 'WeChat.RateLimited')
    expect((await postLogin(other, { code })).status).toBe(200)
  })

  it('repeats no answer after its window, or without one', async () => {
    const [one, other] = await start({ REPLAY_WINDOW_SECONDS: '0' })
    const question = { code: mint(), requestId: 'mine' }
    await postLogin(one, question)
    expectFailure(await postLogin(other, question), 401, 'WeChat.CodeUsed')
    expect(times('jscode2session')).toBe(1)
  })

  it('makes one call for logins of one user at once, and gives all its token', async () => {
    const [one, other] = await start()
    slow('AppGetTokenByWeiXin', 300)
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => postLogin([one, other][index % 2]!, { code: mint() })),
    )
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200))
    expect(new Set(answers.map(tokenOf)).size).toBe(1)
    expect(times('AppGetTokenByWeiXin')).toBe(1)
    expect(running!.sandbox.world.accounts.list()).toHaveLength(1)
  })

  it('makes a call for each of two logins one after the other, and for each user', async () => {
    const [one, other] = await start()
    const answers = [
      await postLogin(one, { code: mint() }),
      await postLogin(other, { code: mint() }),
      ...(await Promise.all(['bob', 'eve'].map((user) => postLogin(one, { code: mint(user) })))),
    ]
    expect(new Set(answers.map(tokenOf)).size).toBe(4)
    expect(times('AppGetTokenByWeiXin')).toBe(4)
  })

  it('does not let one login fail by the nickname of another of the same user', async () => {
    const [one, other] = await start()
    slow('AppGetTokenByWeiXin', 200)
    const [long, fine] = await Promise.all([
      postLogin(one, { code: mint(), nickName: 'n'.repeat(21) }),
      until(() => operations().includes('jscode2session')).then(() => postLogin(other, { code: mint() })),
    ])
    expectFailure(long, 400, 'InvalidParameterValue.NickNameLengthInvalid')
    expect(fine.status).toBe(200)
  })

  it('hands out a token again where it is told to, save to a login that wants a new one', async () => {
    const [one, other] = await start({ TOKEN_REUSE_SECONDS: '600' })
    const first = await postLogin(one, { code: mint() })
    const second = await postLogin(other, { code: mint() })
    const renewed = await postLogin(one, { code: mint(), renew: true })
    const fourth = await postLogin(other, { code: mint() })
    expect(tokenOf(second)).toBe(tokenOf(first))
    expect(tokenOf(renewed)).not.toBe(tokenOf(first))
    expect(tokenOf(fourth)).toBe(tokenOf(renewed))
    expect(times('AppGetTokenByWeiXin')).toBe(2)
  })

  it('limits logins of a user, and of an app, over all copies', async () => {
    const [one, other] = await start({ RATE_LIMIT_PER_USER: '2', RATE_LIMIT_PER_APP: '6' })
    for (const url of [one, other]) expect((await postLogin(url, { code: mint() })).status).toBe(200)
    const limited = await postLogin(one, { code: mint() })
    expectFailure(limited, 429, 'Relay.RateLimited')
    expect(Number(limited.headers.get('retry-after'))).toBeLessThanOrEqual(60)
    expect((await postLogin(other, { code: mint('bob') })).status).toBe(200)
    await postLogin(one, { code: 'c5' })
    await postLogin(other, { code: 'c6' })
    expectFailure(await postLogin(one, { code: mint('eve') }), 429, 'Relay.RateLimited')
  })
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setImmediate(resolve))
}

describe('one copy of the relay', () => {
  describeSharing(async (environment) => {
    running = await startCopies(1, environment)
    const { url } = running.copies[0]!
    return [url, url]
  })
})

describeWithRedis('two copies that share a Redis', () => {
  let redis: RedisServer
  let run = 0
  beforeAll(async () => {
    redis = await startRedisServer()
  })
  afterAll(() => redis.close())

  describeSharing(async (environment) => {
    const shared = { REDIS_URL: redis.url, REDIS_KEY_PREFIX: `run-${(run += 1)}:`, REDIS_TIMEOUT_MS: '2000' }
    running = await startCopies(2, { ...shared, ...environment })
    return [running.copies[0]!.url, running.copies[1]!.url]
  })
})
