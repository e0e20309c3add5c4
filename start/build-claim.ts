import { linkSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** How a start came to the built files: it built them, or it uses those of a start that still runs. */
export type Claimed = 'built' | 'shared'

/** What a claim asks of its machine and of its caller. */
export interface Claimant {
  /** This process. */
  pid: number
  /** Whether a process of this machine runs. */
  isRunning: (pid: number) => boolean
  /** Called once, where another start of this clone builds or uses what is built. */
  onOther: (pid: number) => void
  /** The time between two looks at a build under way. */
  aMoment: () => Promise<unknown>
}

/**
 * Builds this clone, unless another start of it serves what is built: it would break under a second build. The claim
 * lasts until {@link releaseBuild}, or until the process ends. Starts that share a build each hold a claim, so that it
 * stays as it is until the last of them ends.
 *
 * @param folder where the claims are kept: `building` is the lock, `using-<pid>` a claim
 */
export async function claimBuild(
  folder: string,
  build: () => Promise<void>,
  claimant: Claimant,
): Promise<Claimed> {
  mkdirSync(folder, { recursive: true })
  const told = await lock(folder, claimant)
  try {
    const other = runningClaim(folder, claimant)
    if (other !== undefined && !told) claimant.onOther(other)
    if (other === undefined) await build()
    writeFileSync(join(folder, `using-${claimant.pid}`), '')
    return other === undefined ? 'built' : 'shared'
  } finally {
    rmSync(lockOf(folder), { force: true })
  }
}

/** Ends this process' claim, also in the middle of its build. */
export function releaseBuild(folder: string, pid: number): void {
  rmSync(join(folder, `using-${pid}`), { force: true })
  if (lockHolder(folder) === pid) rmSync(lockOf(folder), { force: true })
}

/** Whether a process of this machine runs, also one of another user. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

const lockOf = (folder: string) => join(folder, 'building')

/** Takes the lock, and returns whether another start held it meanwhile. */
async function lock(folder: string, { pid, isRunning, onOther, aMoment }: Claimant): Promise<boolean> {
  let told = false
  while (!takeLock(folder, pid)) {
    const holder = lockHolder(folder)
    if (holder === undefined || !isRunning(holder)) {
      rmSync(lockOf(folder), { force: true })
      continue
    }
    if (!told) onOther(holder)
    told = true
    await aMoment()
  }
  return told
}

/** A link stands with its content in one step: a lock is never seen half written. */
function takeLock(folder: string, pid: number): boolean {
  const mine = join(folder, `waiting-${pid}`)
  writeFileSync(mine, String(pid))
  try {
    linkSync(mine, lockOf(folder))
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    rmSync(mine, { force: true })
  }
}

/** The process that builds; `undefined` when there is none, or the lock cannot be read. */
function lockHolder(folder: string): number | undefined {
  try {
    return pidOf(readFileSync(lockOf(folder), 'utf8'))
  } catch {
    return undefined
  }
}

/** A process that uses the build and still runs. Claims of processes that have ended are removed. */
function runningClaim(folder: string, { pid, isRunning }: Claimant): number | undefined {
  for (const name of readdirSync(folder).filter((each) => each.startsWith('using-'))) {
    const user = pidOf(name.slice('using-'.length))
    if (user !== undefined && user !== pid && isRunning(user)) return user
    rmSync(join(folder, name), { force: true })
  }
  return undefined
}

const pidOf = (text: string) => (/^[1-9]\d*$/.test(text) ? Number(text) : undefined)
