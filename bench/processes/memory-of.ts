import { existsSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { relay, type StartPeer } from './peer'
import type { StartedProcess } from './started-process'

const heapFile = join(tmpdir(), `iot-login-bench-heap-${process.pid}`)
const reporter = join(__dirname, '../peers/report-heap.js')
const LOOK_EVERY_MS = 5
const BYTES_A_MB = 2 ** 20
const KB_A_MB = 1024

/** A relay that tells its heap when it is asked. */
export const relayWithHeapReport = (settings: Record<string, string>): StartPeer =>
  relay({ ...settings, BENCH_HEAP_FILE: heapFile }, ['--expose-gc', '--require', reporter])

export interface Memory {
  /** What is left of the heap when the garbage has been collected. */
  heapMb: number
  /** NaN where the system does not tell. */
  residentMb: number
}

export async function memoryOf(process: StartedProcess): Promise<Memory> {
  rmSync(heapFile, { force: true })
  process.signal('SIGUSR2')
  while (!existsSync(heapFile)) await wait(LOOK_EVERY_MS)
  const heapMb = Number(readFileSync(heapFile, 'utf8')) / BYTES_A_MB
  rmSync(heapFile)
  return { heapMb, residentMb: residentOf(process.pid) }
}

function residentOf(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / KB_A_MB
  } catch {
    return NaN
  }
}
