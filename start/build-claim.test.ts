import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { claimBuild, isRunning, releaseBuild, type Claimant } from './build-claim'

let folder: string
let running: Set<number>
let others: number[]
let builds: number[]

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'claim-')), 'made')
  running = new Set()
  others = []
  builds = []
})
afterEach(() => rmSync(join(folder, '..'), { recursive: true }))

const claimant = (pid: number): Claimant => ({
  pid,
  isRunning: (each) => running.has(each),
  onOther: (each) => others.push(each),
  aMoment: () => new Promise(setImmediate),
})

/** A start of this clone, as the process of a number. */
function start(pid: number, build = () => Promise.resolve()) {
  running.add(pid)
  return claimBuild(folder, () => (builds.push(pid), build()), claimant(pid))
}

/** That process ends, as by a signal that leaves it no time. */
const kill = (pid: number) => running.delete(pid)

function end(pid: number): void {
  releaseBuild(folder, pid)
  kill(pid)
}

test('the first start builds, and a second one uses that build', async () => {
  expect(await start(1)).toBe('built')
  expect(await start(2)).toBe('shared')
  expect({ builds, others }).toEqual({ builds: [1], others: [1] })
})

test('the build stays as it is until the last start that uses it has ended', async () => {
  await start(1)
  await start(2)
  end(1)
  expect(await start(3)).toBe('shared')
  end(2)
  end(3)
  expect(await start(4)).toBe('built')
  expect({ builds, others }).toEqual({ builds: [1, 4], others: [1, 2] })
})

test('a start that was killed holds nothing, neither while it built nor later', async () => {
  await start(1)
  kill(1)
  void start(2, () => new Promise(() => {}))
  kill(2)
  expect(await start(3)).toBe('built')
  expect(builds).toEqual([1, 2, 3])
})

test('a start waits for the build of another, and says so once', async () => {
  let built = () => {}
  const first = start(1, () => new Promise((resolve) => (built = resolve)))
  const second = start(2)
  for (let looks = 0; looks < 5; looks++) await new Promise(setImmediate)
  expect({ builds, others }).toEqual({ builds: [1], others: [1] })
  built()
  expect(await Promise.all([first, second])).toEqual(['built', 'shared'])
  expect(others).toEqual([1])
})

test('of many starts in one moment, one builds', async () => {
  const claims = await Promise.all([1, 2, 3, 4, 5].map((pid) => start(pid)))
  expect(claims.sort()).toEqual(['built', 'shared', 'shared', 'shared', 'shared'])
  expect(builds).toHaveLength(1)
})

test('a build that failed leaves the next start to build', async () => {
  await expect(start(1, () => Promise.reject(new Error('syntax')))).rejects.toThrow('syntax')
  expect(await start(2)).toBe('built')
})

test('a start that ends in the middle of its build frees the lock', () => {
  void start(1, () => new Promise(() => {}))
  return Promise.resolve().then(() => {
    end(1)
    expect(readdirSync(folder)).toEqual([])
  })
})

test.each(['', '{', '7x', '-1', '0', 'null'])('a lock that reads %j holds up no start', async (text) => {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'building'), text)
  writeFileSync(join(folder, `using-${text}`), '')
  expect(await start(1)).toBe('built')
  expect(existsSync(join(folder, 'building'))).toBe(false)
})

test('this process runs, and one that cannot be does not', () => {
  expect(isRunning(process.pid)).toBe(true)
  expect(isRunning(2 ** 22 + 1)).toBe(false)
})

test('a process of another user runs too', () => {
  // As the system tells it, which tests that run as root cannot have in earnest.
  jest.spyOn(process, 'kill').mockImplementation(() => {
    throw Object.assign(new Error('kill EPERM'), { code: 'EPERM' })
  })
  expect(isRunning(1)).toBe(true)
})
