import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSandbox, DEFAULT_APP, type Sandbox } from '../../sandbox/src'
import { startRelayProcess, type RelayProcess } from '../stand-ins/relay-process'
import { postLogin } from '../stand-ins/running-relay'
import { expectFailure } from './describe-relay'

// Patience with a machine under load, not a limit of the relay.
jest.setTimeout(60_000)

let sandbox: Sandbox
let relay: RelayProcess
let folder: string

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'secrets-'))
  sandbox = createSandbox()
  await sandbox.listen({ port: 0 })
})
afterEach(async () => {
  await relay.kill()
  await sandbox.close()
  rmSync(folder, { recursive: true })
})

const start = async (environment: Record<string, string> = {}): Promise<void> => {
  relay = await startRelayProcess({ ...sandbox.relayEnvironment(), ...environment })
}
const login = () => postLogin(relay.url, { code: sandbox.mintCode().code })

/** A login that waits for WeChat: so long, or for ever. Resolves once WeChat has been asked. */
async function underWay(milliseconds?: number): Promise<{ status: Promise<number> }> {
  const target = 'jscode2session'
  sandbox.faults.add(
    milliseconds === undefined ? { target, kind: 'hang' } : { target, kind: 'latency', milliseconds },
  )
  const status = login().then((answer) => answer.status)
  // It may fail before anybody looks.
  status.catch(() => undefined)
  while (sandbox.faults.list().length > 0) await new Promise((resolve) => setImmediate(resolve))
  return { status }
}

describe('the process of the relay', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'ends the login under way on %s, and then itself with 0',
    async (signal) => {
      await start()
      const { status } = await underWay(300)
      relay.process.kill(signal)
      expect(await status).toBe(200)
      expect(await relay.ended).toBe(0)
      expect(relay.written()).toMatch(/"event":"closing"[^]*"event":"login"[^]*"event":"closed"/)
    },
  )

  it('takes no new login meanwhile', async () => {
    await start()
    const { status } = await underWay(300)
    relay.process.kill('SIGTERM')
    await relay.logged('closing')
    const refused = await login()
    expectFailure(refused, 503, 'Relay.Busy')
    expect(await status).toBe(200)
    expect(await relay.ended).toBe(0)
  })

  it('ends with 1 when a login takes longer than it waits for', async () => {
    await start({ SHUTDOWN_TIMEOUT_MS: '200' })
    const { status } = await underWay()
    relay.process.kill('SIGTERM')
    expect(await relay.ended).toBe(1)
    await expect(status).rejects.toThrow()
  })

  it('ends at once with 1 on a second signal', async () => {
    await start()
    const { status } = await underWay()
    relay.process.kill('SIGTERM')
    await relay.logged('closing')
    relay.process.kill('SIGTERM')
    expect(await relay.ended).toBe(1)
    await expect(status).rejects.toThrow()
  })
})

describe('SIGHUP', () => {
  const secretFile = () => join(folder, 'wechat-secret')
  const startByFile = async (secret: string): Promise<void> => {
    writeFileSync(secretFile(), `${secret}\n`)
    const { WECHAT_APP_SECRET: _inEnvironment, ...rest } = sandbox.relayEnvironment()
    relay = await startRelayProcess({ ...rest, WECHAT_APP_SECRET_FILE: secretFile() })
  }

  it('takes a new secret, without an end to serving', async () => {
    await startByFile('the-old-one')
    expect((await login()).status).toBe(500)
    writeFileSync(secretFile(), DEFAULT_APP.appSecret)
    relay.process.kill('SIGHUP')
    expect(await relay.logged('reloaded')).toMatchObject({ apps: 1 })
    expect((await login()).status).toBe(200)
  })

  it('says which settings it does not take before a restart', async () => {
    const redisFile = join(folder, 'redis-url')
    writeFileSync(redisFile, 'redis://:hidden@127.0.0.1:1')
    await start({ REDIS_URL_FILE: redisFile })
    writeFileSync(redisFile, 'redis://:hidden@127.0.0.1:2')
    relay.process.kill('SIGHUP')
    expect(await relay.logged('not-reloaded')).toMatchObject({
      level: 'warn',
      hint: expect.stringMatching(/^REDIS_URL has changed.*restart/),
    })
    expect(relay.written()).not.toContain('hidden')
  })

  it('keeps what it has when the new one makes no sense, and says why', async () => {
    await startByFile(DEFAULT_APP.appSecret)
    writeFileSync(secretFile(), '')
    relay.process.kill('SIGHUP')
    expect(await relay.logged('not-reloaded')).toMatchObject({
      level: 'error',
      hint: expect.stringMatching(/^WECHAT_APP_SECRET is empty/),
    })
    expect((await login()).status).toBe(200)
  })
})
