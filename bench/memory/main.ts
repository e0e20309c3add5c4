/**
 * Whether the relay's memory stays flat over many logins. Reads its heap and resident memory as it goes, and
 * compares the last readings with earlier ones. Garbage is collected before each reading, so the heap is what stays.
 */
import { join } from 'node:path'
import { load } from '../load'
import { startRelay, startScript } from '../started-process'

const LOGINS = 200_000
const STEP = 10_000
const CONNECTIONS = 32
/** By then all that has a bound has reached it. */
const SETTLED_AFTER = 100_000
const MOST_GROWTH = 1.03

/** Lets the relay collect its garbage on a signal. */
const nodeOptions = ['--expose-gc', '--import', 'tsx', '--import', join(__dirname, 'collect-garbage.ts')]

interface Reading {
  logins: number
  heapMb: number
  residentMb: number
}

async function main(): Promise<void> {
  const upstream = await startScript('upstream-process.ts')
  const relay = await startRelay(upstream.url, { MEMORY_ENTRIES: '20000' }, nodeOptions)
  const readings: Reading[] = []
  for (let logins = STEP; logins <= LOGINS; logins += STEP) {
    const { throughput } = await load(relay.url, STEP, CONNECTIONS)
    relay.process.kill('SIGUSR2')
    const reading = { logins, ...(await memoryOf(relay.url)) }
    readings.push(reading)
    const { heapMb, residentMb } = reading
    console.log(`${logins} logins  heap ${heapMb} MB  resident ${residentMb} MB  ${Math.round(throughput)}/s`)
  }
  await Promise.all([relay.stop(), upstream.stop()])

  const settled = readings.filter(({ logins }) => logins > SETTLED_AFTER)
  const half = Math.floor(settled.length / 2)
  const mean = (part: Reading[]): number => part.reduce((sum, { heapMb }) => sum + heapMb, 0) / part.length
  const growth = mean(settled.slice(half)) / mean(settled.slice(0, half))
  console.log(`The heap of the last ${half * STEP} logins, by that of those before: ${growth.toFixed(3)}`)
  if (growth > MOST_GROWTH) {
    console.log(`That is not flat: it may be ${MOST_GROWTH} at most.`)
    process.exitCode = 1
  }
}

async function memoryOf(url: string): Promise<Omit<Reading, 'logins'>> {
  const text = await (await fetch(`${url}/metrics`)).text()
  const megabytes = (name: string): number =>
    Math.round(Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]) / 104_857.6) / 10
  return {
    heapMb: megabytes('nodejs_heap_size_used_bytes'),
    residentMb: megabytes('process_resident_memory_bytes'),
  }
}

void main()
