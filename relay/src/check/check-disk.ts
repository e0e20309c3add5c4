import { constants } from 'node:fs'
import { access, statfs } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { StoreConfig } from '../config/login-config'
import type { Finding } from './findings'

/** File systems that end with their container or machine, by their number. https://man7.org/linux/man-pages/man2/statfs.2.html */
const PASSING: ReadonlyMap<number, string> = new Map([
  [0x794c7630, "overlay, a container's own"],
  [0x01021994, 'tmpfs, in memory'],
  [0x858458f6, 'ramfs, in memory'],
])

/** Says by number of what kind the file system of a path is. */
export type FileSystemOf = (path: string) => Promise<number>

const systemsOwn: FileSystemOf = async (path) => (await statfs(path)).type

/** Whether what must survive a restart has a place where there is no Redis. Writes nothing. */
export async function checkDisk(
  { dataDir }: Pick<StoreConfig, 'dataDir'>,
  fileSystemOf: FileSystemOf = systemsOwn,
): Promise<Finding> {
  const subject = 'Disk of DATA_DIR'
  if (dataDir === undefined) {
    const words = 'No deletion of an account can be kept: set REDIS_URL, or DATA_DIR where the disk lasts.'
    return { subject, verdict: 'advice', words }
  }
  const folder = await nearestFolder(resolve(dataDir))
  const passing = PASSING.get(await fileSystemOf(folder))
  if (passing !== undefined) {
    const words = `It ends with the container or machine (${passing}), and deletions of accounts with it: set REDIS_URL, or mount a volume there.`
    return { subject, verdict: 'advice', words }
  }
  if (!(await isWritable(folder))) {
    return {
      subject,
      verdict: 'refused',
      words: "It cannot be written: give the relay's user the right to, or set REDIS_URL.",
    }
  }
  return { subject, verdict: 'accepted', words: 'It lasts, and can be written.' }
}

/** The folder itself, or the one that it will be made in. */
async function nearestFolder(path: string): Promise<string> {
  const isThere = await access(path).then(
    () => true,
    () => false,
  )
  return isThere || dirname(path) === path ? path : nearestFolder(dirname(path))
}

const isWritable = (folder: string): Promise<boolean> =>
  access(folder, constants.W_OK).then(
    () => true,
    () => false,
  )
