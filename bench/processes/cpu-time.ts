import { readFileSync } from 'node:fs'

/** Of the kernel's clock in `/proc`, which is 100 Hz on every Linux that Node runs on: proc_pid_stat(5). */
const MICROSECONDS_A_TICK = 10_000

/** CPU time of a process with all its threads since it began, microseconds. Linux only: NaN elsewhere. */
export function cpuTimeOf(pid: number): number {
  try {
    // The command's name stands in brackets and may hold blanks.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
    return (Number(fields[11]) + Number(fields[12])) * MICROSECONDS_A_TICK
  } catch {
    return NaN
  }
}
