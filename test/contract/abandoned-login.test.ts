import { describeWithRedis, startRedisServer } from '../stand-ins/redis-server'
import { startCopies } from '../stand-ins/relay-copies'
import { postLogin } from '../stand-ins/running-relay'

describeWithRedis('a login whose caller has gone', () => {
  it('is finished and kept before its copy closes, so that another copy has the answer', async () => {
    const redis = await startRedisServer()
    const { sandbox, copies, close } = await startCopies(2, { REDIS_URL: redis.url })
    const [closing, other] = copies
    sandbox.faults.add({ target: 'jscode2session', kind: 'latency', milliseconds: 500 })
    const body = JSON.stringify({ code: sandbox.mintCode({ user: 'ann' }).code, requestId: 'ann-asks' })
    const headers = { 'content-type': 'application/json' }
    const caller = new AbortController()
    const gone = fetch(`${closing!.url}/login`, { method: 'POST', headers, body, signal: caller.signal })
    while (sandbox.faults.list().length > 0) await new Promise((resolve) => setTimeout(resolve, 5))
    caller.abort()
    await expect(gone).rejects.toThrow()
    await closing!.relay.close()

    const answer = await postLogin(other!.url, body)
    const operations = sandbox.journal.since().entries.map(({ operation }) => operation)
    await close()
    await redis.close()
    expect(answer.status).toBe(200)
    expect(operations).toEqual(['jscode2session', 'AppGetTokenByWeiXin'])
  })
})
