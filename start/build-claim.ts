import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** What one start of this clone tells the next: which process built, and whether it has ended building. */
export interface BuildClaim {
  pid: number
  built: boolean
}

/** Whether the build is ours to make, or another start uses it and must not have it changed under it. */
export type Claimed = { ours: true; built: () => void; release: () => void } | { ours: false; by: BuildClaim }

/**
 * Claims the built files of this clone, until it is released or this process ends.
 *
 * @param file where the claim is kept
 * @param isRunning whether a process lives; a claim of one that has ended counts for nothing
 */
export function claimBuild(file: string, isRunning: (pid: number) => boolean): Claimed {
  mkdirSync(dirname(file), { recursive: true })
  for (;;) {
    const mine: BuildClaim = { pid: process.pid, built: false }
    try {
      writeFileSync(file, JSON.stringify(mine), { flag: 'wx' })
      return {
        ours: true,
        built: () => writeFileSync(file, JSON.stringify({ ...mine, built: true })),
        release: () => rmSync(file, { force: true }),
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const by = readClaim(file)
    if (by !== undefined && isRunning(by.pid)) return { ours: false, by }
    rmSync(file, { force: true })
  }
}

/** The claim at hand; `undefined` when there is none, or none that can be read. */
export function readClaim(file: string): BuildClaim | undefined {
  try {
    const { pid, built } = JSON.parse(readFileSync(file, 'utf8')) as Partial<BuildClaim>
    return typeof pid === 'number' && pid > 0 ? { pid, built: built === true } : undefined
  } catch {
    return undefined
  }
}

/** Whether a process of this machine lives, also one of another user. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
