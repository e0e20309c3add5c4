import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** What is measured has a core for itself; load, upstream and Redis share another. Undefined where that cannot be. */
export interface Cores {
  measured: number
  other: number
}

/** Two cores that this process may use, where `taskset` exists (Linux). */
export function coresToPin(): Cores | undefined {
  if (spawnSync('taskset', ['--version']).status !== 0) return undefined
  const [measured, other] = allowedCores()
  return measured === undefined || other === undefined ? undefined : { measured, other }
}

/** Those that this process may use, by number. */
export function allowedCores(): number[] {
  const list = /^Cpus_allowed_list:\s*(\S+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? ''
  return list.split(',').flatMap((range) => {
    const [first = NaN, last = first] = range.split('-').map(Number)
    return Array.from({ length: last - first + 1 }, (_, index) => first + index)
  })
}

/** The command that runs another one on a core of its own. */
export function pinned(core: number | undefined, command: string[]): string[] {
  return core === undefined ? command : ['taskset', '--cpu-list', String(core), ...command]
}
