import { registeredApp } from '../../../test/stand-ins/registered-app'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Secret } from '../secret'
import { createDiskStore } from './disk-store'
import type { LastingStore } from './lasting-store'

const NOW_SECONDS = 1_800_000_000
const DAY_SECONDS = 86_400

const app = registeredApp({ iotAppSecret: new Secret('today') })
const ann = new Secret('openid-of-ann')
const bob = new Secret('openid-of-bob')

let folder: string
let dataDir: string
let nowMs: number
let elapsedMs: number
let hints: string[]
const stores: LastingStore[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'marks-'))
  dataDir = join(folder, 'data')
  nowMs = NOW_SECONDS * 1000
  elapsedMs = 0
  hints = []
})
afterEach(async () => {
  await Promise.all(stores.splice(0).map((store) => store.close()))
  rmSync(folder, { recursive: true, force: true })
})

async function open(): Promise<LastingStore> {
  const store = createDiskStore({
    dataDir,
    clock: { now: () => nowMs, elapsed: () => elapsedMs },
    onFailure: (hint) => hints.push(hint),
  })
  stores.push(store)
  await store.opened()
  return store
}

const UNTIL = NOW_SECONDS + 8 * DAY_SECONDS

describe('a mark on the disk', () => {
  it('is known at once, for its own account only', async () => {
    const store = await open()
    await store.mark('deletion', app, ann, UNTIL)
    expect(store.markedUntil('deletion', app, ann)).toBe(UNTIL)
    expect(store.markedUntil('deletion', app, bob)).toBeUndefined()
    expect(store.markedUntil('deletion', { ...app, iotAppKey: 'other' }, ann)).toBeUndefined()
    expect(store.markedUntil('deletion', { ...app, appId: 'wx2' }, ann)).toBe(UNTIL)
  })

  it('outlives the process, until its end', async () => {
    const first = await open()
    await first.mark('deletion', app, ann, UNTIL)
    await first.close()
    nowMs = (UNTIL - 1) * 1000
    const second = await open()
    expect(second.markedUntil('deletion', app, ann)).toBe(UNTIL)
    nowMs = UNTIL * 1000
    expect(second.markedUntil('deletion', app, ann)).toBeUndefined()
  })

  it('is removed for good, also by the start that finds it over', async () => {
    const first = await open()
    await first.mark('deletion', app, ann, UNTIL)
    await first.mark('deletion', app, bob, UNTIL + 1)
    await first.unmark('deletion', app, bob)
    await first.close()
    nowMs = UNTIL * 1000
    await (await open()).close()
    nowMs = NOW_SECONDS * 1000
    const third = await open()
    expect(third.markedUntil('deletion', app, ann)).toBeUndefined()
    expect(third.markedUntil('deletion', app, bob)).toBeUndefined()
  })

  it('is found by the secret of before, while that is being replaced', async () => {
    const store = await open()
    await store.mark('deletion', app, ann, UNTIL)
    const replaced = {
      ...app,
      iotAppSecret: new Secret('tomorrow'),
      previousIotAppSecret: new Secret('today'),
    }
    expect(store.markedUntil('deletion', replaced, ann)).toBe(UNTIL)
    await store.unmark('deletion', replaced, ann)
    expect(store.markedUntil('deletion', app, ann)).toBeUndefined()
  })

  it('makes nothing on the disk before there is one', async () => {
    const store = await open()
    expect(store.markedUntil('deletion', app, ann)).toBeUndefined()
    await store.unmark('deletion', app, ann)
    expect(existsSync(dataDir)).toBe(false)
    await store.mark('deletion', app, ann, UNTIL)
    expect(existsSync(dataDir)).toBe(true)
  })
})

describe('a store that cannot be used', () => {
  const marking = (store: LastingStore) => store.mark('deletion', app, ann, UNTIL)

  it('fails with the cure where the directory is a file, and marks nothing', async () => {
    writeFileSync(dataDir, 'a file')
    const store = await open()
    await expect(marking(store)).rejects.toMatchObject({ hint: expect.stringMatching(/DATA_DIR.*cannot be/) })
    expect(store.markedUntil('deletion', app, ann)).toBeUndefined()
  })

  it('fails with the cure while another process has it, and works once that has ended', async () => {
    const first = await open()
    await first.mark('deletion', app, bob, UNTIL)
    const second = await open()
    expect(hints).toEqual([expect.stringMatching(/another process.*REDIS_URL/)])
    await expect(marking(second)).rejects.toMatchObject({ hint: expect.stringMatching(/another process/) })
    await first.close()
    await marking(second)
    expect(second.markedUntil('deletion', app, bob)).toBe(UNTIL)
  })

  it('is tried again by a login, once a second, so that a start which overlaps the end of another loses no mark', async () => {
    const first = await open()
    await first.mark('deletion', app, ann, UNTIL)
    const second = await open()
    expect(second.markedUntil('deletion', app, ann)).toBeUndefined()
    elapsedMs = 1000
    expect(await second.markedUntil('deletion', app, ann)).toBeUndefined()
    await first.close()
    elapsedMs = 1999
    expect(second.markedUntil('deletion', app, ann)).toBeUndefined()
    elapsedMs = 2000
    const [one, other] = [second.markedUntil('deletion', app, ann), second.markedUntil('deletion', app, bob)]
    expect([await one, await other]).toEqual([UNTIL, undefined])
    expect(hints).toHaveLength(1)
    elapsedMs = 5000
    expect(second.markedUntil('deletion', app, ann)).toBe(UNTIL)
  })
})
