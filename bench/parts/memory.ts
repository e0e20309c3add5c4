import { newUsers } from '../load/load'
import { rounded } from '../measure/compare'
import { memoryOf, relayWithHeapReport, type Memory } from '../processes/memory-of'
import { withPeer } from '../processes/with-peer'
import { markdownTable } from '../results/markdown-table'
import { definePart } from './part'

/** What has a bound reaches it within the first of these. */
const LOGINS_A_ROUND = 20_000
const settings = { MEMORY_ENTRIES: String(LOGINS_A_ROUND) }
const CONNECTIONS = 32
const LOAD_SECONDS = 2

interface MemoryReading extends Memory {
  logins: number
}

export const memory = definePart({
  name: 'memory',
  title: `Memory over many logins, each of another user, with MEMORY_ENTRIES=${LOGINS_A_ROUND}`,
  effort: { seconds: LOAD_SECONDS, rounds: 10 },
  run: (stage, { seconds, rounds }) =>
    withPeer(stage, relayWithHeapReport(settings), 0, async (peer) => {
      const readings: MemoryReading[] = []
      let made = 0
      for (let round = 1; round <= rounds; round += 1) {
        while (made < round * LOGINS_A_ROUND) {
          const load = { url: peer.url, connections: CONNECTIONS, seconds, logins: newUsers }
          made += (await stage.tool.load({ ...load, core: stage.cores?.other })).logins
        }
        const { heapMb, residentMb } = await memoryOf(peer)
        readings.push({ logins: made, heapMb: rounded(heapMb, 1), residentMb: rounded(residentMb, 0) })
      }
      return readings
    }),
  render: (readings: MemoryReading[]) =>
    markdownTable(
      ['logins', 'heap MB', 'resident MB'],
      readings.map(({ logins, heapMb, residentMb }) => [logins, heapMb, residentMb]),
    ),
})
