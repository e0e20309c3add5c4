import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { claimBuild, isRunning, readClaim } from './build-claim'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'claim-'))
  file = join(folder, 'made', 'start.json')
})
afterEach(() => rmSync(folder, { recursive: true }))

test('the first start builds, and tells when it has built', () => {
  const claimed = claimBuild(file, () => true)
  if (!claimed.ours) throw new Error('it is ours')
  expect(readClaim(file)).toEqual({ pid: process.pid, built: false })
  claimed.built()
  expect(readClaim(file)).toEqual({ pid: process.pid, built: true })
})

test('a claim that is released is free', () => {
  const claimed = claimBuild(file, () => true)
  if (claimed.ours) claimed.release()
  expect(claimBuild(file, () => true)).toMatchObject({ ours: true })
})

test('a second start leaves the build to the first, as long as that runs', () => {
  claimBuild(file, () => true)
  expect(claimBuild(file, () => true)).toEqual({ ours: false, by: { pid: process.pid, built: false } })
  expect(claimBuild(file, () => false)).toMatchObject({ ours: true })
})

test.each(['', '{', '{"pid":"7"}', '{"pid":-1}', '[]', 'null'])(
  'a claim that reads %j is nobody’s',
  (text) => {
    claimBuild(file, () => true)
    writeFileSync(file, text)
    expect(claimBuild(file, () => true)).toMatchObject({ ours: true })
    expect(existsSync(file)).toBe(true)
  },
)

test('this process runs, and one that cannot be does not', () => {
  expect(isRunning(process.pid)).toBe(true)
  expect(isRunning(2 ** 22 + 1)).toBe(false)
})
