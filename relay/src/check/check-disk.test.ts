import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkDisk } from './check-disk'
import { reportFindings } from './findings'

const EXT4 = 0xef53
const OVERLAY = 0x794c7630
const TMPFS = 0x01021994

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'disk-'))))
afterEach(() => rmSync(folder, { recursive: true }))

it.each([
  ['a container’s own', OVERLAY],
  ['in memory', TMPFS],
])('advises Redis where the disk is %s, and does not fail for it', async (_kind, type) => {
  const finding = await checkDisk({ dataDir: folder }, () => Promise.resolve(type))
  expect(finding).toMatchObject({ verdict: 'advice', words: expect.stringMatching(/REDIS_URL.*volume/) })
  expect(reportFindings([finding])).toEqual({ status: 0, text: expect.stringMatching(/^advice: Disk/) })
})

it('accepts a disk that lasts, and asks of the folder above where there is none yet', async () => {
  const asked: string[] = []
  const finding = await checkDisk({ dataDir: join(folder, 'not', 'there') }, (path) => {
    asked.push(path)
    return Promise.resolve(EXT4)
  })
  expect(finding.verdict).toBe('accepted')
  expect(asked).toEqual([folder])
})

it('advises either where nothing is kept', async () => {
  expect(await checkDisk({})).toMatchObject({
    verdict: 'advice',
    words: expect.stringMatching(/REDIS_URL.*DATA_DIR/),
  })
})

it('asks the real file system', async () => {
  expect((await checkDisk({ dataDir: folder })).subject).toBe('Disk of DATA_DIR')
})
