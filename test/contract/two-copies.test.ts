import { describeWithRedis, startRedisServer } from '../stand-ins/redis-server'
import { startCopies } from '../stand-ins/relay-copies'
import { startRoundRobin } from '../stand-ins/round-robin'
import { postLogin } from '../stand-ins/running-relay'
import { describeRelay } from './describe-relay'

/** Two copies that meet in a Redis, behind a proxy that gives each of them every other request. */
async function startTwo() {
  const redis = await startRedisServer()
  const { sandbox, copies, close } = await startCopies(2, { REDIS_URL: redis.url })
  const proxy = await startRoundRobin(copies.map(({ url }) => url))
  return {
    sandbox,
    proxy,
    url: proxy.url,
    mintCode: () => sandbox.mintCode().code,
    close: async () => {
      await proxy.close()
      await close()
      await redis.close()
    },
  }
}

describeWithRedis('two copies behind a proxy', () => {
  describeRelay('two copies', startTwo)

  it('give the same answer to the same question, whichever is asked', async () => {
    const { url, sandbox, proxy, close } = await startTwo()
    const question = { code: sandbox.mintCode().code, requestId: 'asked-twice' }
    const answers = [await postLogin(url, question), await postLogin(url, question)]
    await close()
    expect(proxy.counts).toEqual([1, 1])
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    expect(answers[0]?.body.Response.Data.Token).toBe(answers[1]?.body.Response.Data.Token)
    expect(sandbox.world.accounts.list()).toHaveLength(1)
  })

  it('and only to that one: a code is of no use to a second question', async () => {
    const { url, sandbox, close } = await startTwo()
    const { code } = sandbox.mintCode()
    const first = await postLogin(url, { code, requestId: 'the-phone' })
    const second = await postLogin(url, { code, requestId: 'a-listener' })
    await close()
    expect([first.status, second.status]).toEqual([200, 401])
  })
})
