import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRelay, loadConfig, systemClock } from '../../relay/src'
import { createSandbox, type Sandbox } from '../../sandbox/src'
import { deletingUser, type DeletingUser } from '../stand-ins/deleting-user'
import { expectFailure } from './describe-relay'

const DAY_SECONDS = 86_400
const seconds = (): number => Math.floor(Date.now() / 1000)

export interface StartedRelay {
  url: string
  logged: string[]
  close(): Promise<void>
}

/** A sandbox, a directory, and one person with phones; relays come and go. */
export interface DeletionBench {
  folder: string
  sandbox: Sandbox
  ann: DeletingUser
  /** A relay in front of the sandbox, on the directory. */
  start(environment?: Record<string, string>, aheadSeconds?: () => number): Promise<StartedRelay>
  /** Is called at the end, the last one first. */
  atEnd(end: () => Promise<unknown>): void
  close(): Promise<void>
}

export async function openDeletionBench(): Promise<DeletionBench> {
  const folder = mkdtempSync(join(tmpdir(), 'deletions-'))
  const sandbox = createSandbox()
  await sandbox.listen({ port: 0 })
  const ends: (() => Promise<unknown>)[] = []
  return {
    folder,
    sandbox,
    ann: deletingUser(sandbox),
    atEnd: (end) => void ends.push(end),
    async start(environment = {}, aheadSeconds = () => 0) {
      const logged: string[] = []
      const settings = { ...sandbox.relayEnvironment(), DATA_DIR: join(folder, 'data'), ...environment }
      const clock = { now: () => systemClock.now() + aheadSeconds() * 1000, elapsed: systemClock.elapsed }
      const relay = createRelay(loadConfig(settings), { clock, writeLog: (line) => logged.push(line) })
      ends.push(relay.close)
      const url = await relay.app.listen({ host: '127.0.0.1', port: 0 })
      return { url, logged, close: relay.close }
    },
    async close() {
      for (const end of ends.splice(0).reverse()) await end()
      await sandbox.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** What holds wherever the marks are kept. */
export function describeDeletion(
  benchOfTest: () => DeletionBench,
  environment: () => Record<string, string>,
): void {
  let bench: DeletionBench
  beforeEach(() => (bench = benchOfTest()))

  it('is answered with its date, after which every login is refused with that date', async () => {
    const { url } = await bench.start(environment())
    await bench.ann.logIn(url)
    const { status, body } = await bench.ann.noteDeletion(url, { requestId: 'the-phone' })
    const { DeleteAt } = body.Response.Data
    expect({ status, requestId: body.Response.RequestId }).toEqual({ status: 200, requestId: 'the-phone' })
    expect(DeleteAt - seconds()).toBeGreaterThan(7 * DAY_SECONDS - 10)
    expect(DeleteAt - seconds()).toBeLessThanOrEqual(7 * DAY_SECONDS + 1)
    bench.ann.askPlatform()
    for (const fields of [{}, { renew: true }, { cancelDeletion: false }]) {
      const refused = await bench.ann.logIn(url, fields)
      expectFailure(refused, 403, 'Relay.DeletionPending')
      expect(refused.body.Response.Error.DeleteAt).toBe(DeleteAt)
    }
    expect(bench.ann.isPending()).toBe(true)
  })

  it('concerns no other user', async () => {
    const { url } = await bench.start(environment())
    await bench.ann.noteDeletion(url)
    expect((await deletingUser(bench.sandbox, 'bob').logIn(url)).status).toBe(200)
  })

  it('is cancelled by a login that says so, which asks IoT Explorer even for a token that was kept', async () => {
    const { url } = await bench.start({ ...environment(), TOKEN_REUSE_SECONDS: '3600' })
    await bench.ann.logIn(url)
    await bench.ann.noteDeletion(url)
    bench.ann.askPlatform()
    const { status, body } = await bench.ann.logIn(url, { cancelDeletion: true })
    expect(status).toBe(200)
    expect(body.Response.Data.CancelAccountTime).toEqual(expect.any(Number))
    expect(bench.ann.isPending()).toBe(false)
    expect((await bench.ann.logIn(url)).status).toBe(200)
  })

  it('stays when the login that would cancel it fails', async () => {
    const { url } = await bench.start(environment())
    await bench.ann.noteDeletion(url)
    bench.sandbox.faults.add({ target: 'AppGetTokenByWeiXin', kind: 'wrappedInternalError' })
    expect((await bench.ann.logIn(url, { cancelDeletion: true })).status).toBe(403)
    expectFailure(await bench.ann.logIn(url), 403, 'Relay.DeletionPending')
  })

  it('survives a restart of the relay', async () => {
    const first = await bench.start(environment())
    await bench.ann.noteDeletion(first.url)
    await first.close()
    const second = await bench.start(environment())
    expectFailure(await bench.ann.logIn(second.url), 403, 'Relay.DeletionPending')
    expect((await bench.ann.logIn(second.url, { cancelDeletion: true })).status).toBe(200)
    await second.close()
    const third = await bench.start(environment())
    expect((await bench.ann.logIn(third.url)).status).toBe(200)
  })

  it('ends by itself a day after the date, when the account is long gone', async () => {
    let ahead = 0
    const { url } = await bench.start(environment(), () => ahead)
    await bench.ann.noteDeletion(url)
    ahead = 8 * DAY_SECONDS - 10
    bench.sandbox.clock.advance(ahead)
    expectFailure(await bench.ann.logIn(url), 403, 'Relay.DeletionPending')
    ahead += 20
    bench.sandbox.clock.advance(20)
    expect((await bench.ann.logIn(url)).status).toBe(200)
  })

  it('waits for a login that is under way, which could else cancel it at IoT Explorer', async () => {
    const { url } = await bench.start(environment())
    await bench.ann.logIn(url)
    bench.sandbox.faults.add({ target: 'AppGetTokenByWeiXin', kind: 'latency', milliseconds: 800 })
    const login = bench.ann.logIn(url)
    while (bench.sandbox.faults.list().length > 0) await new Promise((resolve) => setImmediate(resolve))
    const askedAt = performance.now()
    expect((await bench.ann.noteDeletion(url)).status).toBe(200)
    expect(performance.now() - askedAt).toBeGreaterThan(500)
    expect((await login).status).toBe(200)
  })

  it('writes one line of its own, which names no person', async () => {
    const { url, logged } = await bench.start(environment())
    await bench.ann.noteDeletion(url, { requestId: 'the-phone' })
    const line = logged.find((text) => text.includes('"account-deletion"')) ?? ''
    expect(JSON.parse(line)).toMatchObject({
      level: 'info',
      requestId: 'the-phone',
      outcome: 'ok',
      status: 200,
    })
  })
}
