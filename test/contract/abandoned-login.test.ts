import { describeWithRedis, startRedisServer } from '../stand-ins/redis-server'
import { startCopies } from '../stand-ins/relay-copies'
import { postLogin } from '../stand-ins/running-relay'

describeWithRedis('a login whose caller has gone', () => {
  it('is finished and kept before its copy closes, so that another copy has the answer', async () => {
    const redis = await startRedisServer()
    const running = await startCopies(2, { REDIS_URL: redis.url })
    const [closing, other] = running.copies
    const { faults, journal, mintCode } = running.sandbox
    const operations = (): string[] => journal.since().entries.map(({ operation }) => operation)
    try {
      faults.add({ target: 'jscode2session', kind: 'latency', milliseconds: 500 })
      const body = JSON.stringify({ code: mintCode({ user: 'ann' }).code, requestId: 'ann-asks' })
      const headers = { 'content-type': 'application/json' }
      const caller = new AbortController()
      const gone = fetch(`${closing!.url}/login`, { method: 'POST', headers, body, signal: caller.signal })
      while (faults.list().length > 0) await new Promise((resolve) => setTimeout(resolve, 5))
      caller.abort()
      await expect(gone).rejects.toThrow()
      await closing!.relay.close()
      expect(operations()).toEqual(['jscode2session', 'AppGetTokenByWeiXin'])
      expect((await postLogin(other!.url, body)).status).toBe(200)
      expect(operations()).toEqual(['jscode2session', 'AppGetTokenByWeiXin'])
    } finally {
      await running.close()
      await redis.close()
    }
  })
})
