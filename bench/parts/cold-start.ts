import { rounded } from '../measure/compare'
import { median } from '../measure/median'
import { relay, script, type StartPeer } from '../processes/peer'
import { withPeer } from '../processes/with-peer'
import { markdownTable } from '../results/markdown-table'
import { definePart } from './part'

const STARTS = 7

const peers: Record<string, StartPeer> = {
  'relay, until it says that it is listening': relay(),
  'cloud function, until its first answer': script('peers/cloud-function.js'),
  'Node.js with nothing to do': script('peers/nothing.js'),
}

/** Milliseconds by what was started. */
export type ColdStarts = Record<string, number>

export const coldStart = definePart({
  name: 'cold-start',
  title: `From the start of the process to the first sign of life, medians of ${STARTS}`,
  effort: { seconds: 1, rounds: STARTS },
  async run(stage, { rounds }): Promise<ColdStarts> {
    const took = new Map<string, number[]>()
    for (let round = 0; round < rounds; round += 1) {
      for (const [name, start] of Object.entries(peers)) {
        const ms = await withPeer(stage, start, 0, ({ startedInMs }) => startedInMs)
        took.set(name, [...(took.get(name) ?? []), ms])
      }
    }
    return Object.fromEntries([...took].map(([name, values]) => [name, rounded(median(values), 0)]))
  },
  render: (starts: ColdStarts) => markdownTable(['what starts', 'ms'], Object.entries(starts)),
})
