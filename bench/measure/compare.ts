import { median } from './median'
import type { Reading } from './rounds'

/** What a peer reached, as medians over the rounds; the ratios are medians of the ratios within a round. */
export interface Comparison {
  peer: string
  connections: number
  throughput: number
  p50: number
  p99: number
  /** Microseconds a login. */
  cpu: number
  /** Throughput, CPU time and p99 by those of the first peer. */
  ofFirst: { throughput: number; cpu: number; p99: number }
  /** Throughput by that of the last peer. */
  ofLast: number
}

export function compare(readings: readonly Reading[], first: string, last: string): Comparison[] {
  const groups = new Map<string, Reading[]>()
  for (const reading of readings) {
    const key = `${reading.peer} ${reading.connections}`
    groups.set(key, [...(groups.get(key) ?? []), reading])
  }
  const peerOf = (name: string, { round, connections }: Reading): Reading | undefined =>
    readings.find((each) => each.peer === name && each.round === round && each.connections === connections)
  return [...groups.values()].map((group) => {
    const by = (what: 'throughput' | 'cpu' | 'p99', other: string): number =>
      rounded(median(group.map((each) => each[what] / (peerOf(other, each)?.[what] ?? NaN))), 3)
    const of = (what: 'throughput' | 'p50' | 'p99' | 'cpu', digits: number): number =>
      rounded(median(group.map((each) => each[what])), digits)
    const { peer = '', connections = 0 } = group[0] ?? {}
    return {
      peer,
      connections,
      throughput: of('throughput', 0),
      p50: of('p50', 2),
      p99: of('p99', 1),
      cpu: of('cpu', 0),
      ofFirst: { throughput: by('throughput', first), cpu: by('cpu', first), p99: by('p99', first) },
      ofLast: by('throughput', last),
    }
  })
}

export function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits))
}
