import { newUsers, type LoadResult, type Logins } from '../load/load'
import { cpuTimeOf } from '../processes/cpu-time'
import type { StartPeer } from '../processes/peer'
import type { Stage } from '../processes/stage'
import type { StartedProcess } from '../processes/started-process'
import { withPeer } from '../processes/with-peer'

/** One thing that is compared. */
export interface Peer {
  name: string
  start: StartPeer
  /** Default: another user each time. */
  logins?: Logins
}

export interface Rounds {
  rounds: number
  /** Of each measurement. */
  seconds: number
  connections: readonly number[]
  /** How long either upstream takes for a reply. */
  delayMs: number
}

export interface Reading extends LoadResult {
  peer: string
  round: number
  connections: number
  /** CPU time for one login, microseconds; NaN where the system does not tell. */
  cpu: number
}

const WARM_UP_SECONDS = 2
const WARM_UP_CONNECTIONS = 10

/**
 * Measures all peers in turns, in processes that live for one round: what else the machine does, and what a process
 * happens to become, falls on all alike. Every second round goes backwards.
 */
export async function measureRounds(
  stage: Stage,
  peers: readonly Peer[],
  rounds: Rounds,
): Promise<Reading[]> {
  const readings: Reading[] = []
  for (let round = 0; round < rounds.rounds; round += 1) {
    for (const peer of round % 2 === 0 ? peers : [...peers].reverse()) {
      const measured = await withPeer(stage, peer.start, rounds.delayMs, (process) =>
        measurePeer(stage, peer, process, rounds),
      )
      readings.push(...measured.map((reading) => ({ ...reading, round })))
    }
  }
  return readings
}

async function measurePeer(
  { tool, cores }: Stage,
  { name, logins = newUsers }: Peer,
  { url, pid }: StartedProcess,
  { seconds, connections }: Rounds,
): Promise<Omit<Reading, 'round'>[]> {
  const load = { url, logins, core: cores?.other }
  await tool.load({ ...load, connections: WARM_UP_CONNECTIONS, seconds: WARM_UP_SECONDS })
  const readings = []
  for (const count of connections) {
    const before = cpuTimeOf(pid)
    const result = await tool.load({ ...load, connections: count, seconds })
    const cpu = (cpuTimeOf(pid) - before) / result.logins
    readings.push({ ...result, peer: name, connections: count, cpu })
  }
  return readings
}
