import crypto from 'node:crypto'
import { Session, type Profiler } from 'node:inspector/promises'
import { sep } from 'node:path'
import { createRelay, loadConfig } from '../../relay/src'
import { createSandbox } from '../../sandbox/src'
import { describeWithRedis, startRedisServer } from '../stand-ins/redis-server'
import { openRedisWay } from '../stand-ins/redis-way'
import { postLogin } from '../stand-ins/running-relay'

/** One of them looks for the mark of a deletion: see decisions/013. */
const MOST_FILES = 25

/** A relay that has warmed up, and one login more, on which something is measured. */
async function start(environment: Record<string, string> = {}, nonce?: () => number) {
  const sandbox = createSandbox()
  await sandbox.listen({ port: 0 })
  const config = loadConfig({ ...sandbox.relayEnvironment(), ...environment })
  const relay = createRelay(config, nonce === undefined ? {} : { nonce })
  const url = await relay.app.listen({ host: '127.0.0.1', port: 0 })
  // By way of a proxy, so that its address is counted too.
  const headers = { 'content-type': 'application/json', 'x-forwarded-for': '203.0.113.7' }
  const logIn = async (): Promise<void> => {
    const { status } = await postLogin(url, { code: sandbox.mintCode().code, requestId: 'r' }, headers)
    expect(status).toBe(200)
  }
  for (let warm = 0; warm < 3; warm += 1) await logIn()
  return {
    logIn,
    async close() {
      await relay.close()
      await sandbox.close()
    },
  }
}

it('names and encrypts nothing in memory: the two hashes of a login are its signature', async () => {
  const { logIn, close } = await start()
  const { hash, createHmac, createCipheriv } = crypto
  const calls: string[] = []
  jest.spyOn(crypto, 'createHmac').mockImplementation((algorithm, key, options) => {
    if (framesOfRelay(new Error('here')).length > 0) calls.push(`HMAC by ${algorithm}`)
    return createHmac(algorithm, key, options)
  })
  jest.spyOn(crypto, 'hash').mockImplementation((...given: Parameters<typeof hash>) => {
    calls.push(`hash by ${given[0]}`)
    return hash(...given)
  })
  jest.spyOn(crypto, 'createCipheriv').mockImplementation((...given: unknown[]) => {
    calls.push('encryption')
    return Reflect.apply(createCipheriv, crypto, given) as never
  })
  await logIn()
  await close()
  expect(calls).toEqual(['hash by sha1', 'hash by sha1'])
})

it('enters few files of the relay, from the socket to the answer', async () => {
  const { logIn, close } = await start()
  const session = new Session()
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false })
  await session.post('Profiler.takePreciseCoverage')
  await logIn()
  const { result } = await session.post('Profiler.takePreciseCoverage')
  session.disconnect()
  await close()
  const entered = result.filter(isOfRelay).filter(({ functions }) => functions.some(wasCalled))
  const files = entered.map(({ url }) => url.split(`relay${sep}src${sep}`)[1]).sort()
  expect(files.length).toBeGreaterThan(10)
  expect(files.length).toBeLessThanOrEqual(MOST_FILES)
})

const isOfRelay = ({ url }: Profiler.ScriptCoverage): boolean => url.includes(`${sep}relay${sep}src${sep}`)
const wasCalled = ({ ranges }: Profiler.FunctionCoverage): boolean => ranges.some(({ count }) => count > 0)

it('has 12 frames of the relay at most above the signature', async () => {
  let frames: string[] = []
  const { stackTraceLimit } = Error
  Error.stackTraceLimit = Infinity
  const { logIn, close } = await start({}, () => {
    frames = framesOfRelay(new Error('here'))
    return 1
  })
  await logIn()
  Error.stackTraceLimit = stackTraceLimit
  await close()
  expect(frames.length).toBeGreaterThan(1)
  expect(frames.length).toBeLessThanOrEqual(12)
})

const framesOfRelay = ({ stack = '' }: Error): string[] =>
  stack.split('\n').filter((line) => line.includes(`${sep}relay${sep}src${sep}`))

describeWithRedis('with Redis', () => {
  it('waits for it four times at most', async () => {
    const redis = await startRedisServer()
    const way = await openRedisWay(redis.port)
    const { logIn, close } = await start({ REDIS_URL: way.url, REDIS_TIMEOUT_MS: '5000' })
    // The least of three: a burst that a busy machine reads in two parts looks like two.
    const trips: number[] = []
    for (let times = 0; times < 3; times += 1) {
      const before = way.roundTrips()
      await logIn()
      trips.push(way.roundTrips() - before)
    }
    await close()
    await way.close()
    await redis.close()
    expect(Math.min(...trips)).toBeGreaterThan(0)
    expect(Math.min(...trips)).toBeLessThanOrEqual(4)
  })
})
