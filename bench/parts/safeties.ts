import { compare, type Comparison } from '../measure/compare'
import { measureRounds, type Peer } from '../measure/rounds'
import { relay } from '../processes/peer'
import { markdownTable } from '../results/markdown-table'
import { definePart } from './part'

const ALL_ON = 'all on, as shipped'
const ALL_OFF = 'all of them off'
const PERCENT = 100

const off = {
  'log written': { LOG_LEVEL: 'silent' },
  'same answer for a repeated code': { REPLAY_WINDOW_SECONDS: '0' },
  'limit for one user': { RATE_LIMIT_PER_USER: '0' },
  'limit for one address': { RATE_LIMIT_PER_IP: '0' },
  'circuit breakers': { BREAKER_OPEN_MS: '0' },
} as const

const peers: Peer[] = [
  { name: ALL_ON, start: relay() },
  ...Object.entries(off).map(([name, settings]) => ({ name, start: relay(settings) })),
  { name: ALL_OFF, start: relay(Object.assign({}, ...Object.values(off)) as Record<string, string>) },
]

/** By switching each off, where it can be: what is not in the list has no switch. */
export const safeties = definePart({
  name: 'safeties',
  title: 'What each safety costs, at 10 connections',
  effort: { seconds: 3, rounds: 3 },
  run: async (stage, effort) =>
    compare(await measureRounds(stage, peers, { ...effort, connections: [10], delayMs: 0 }), ALL_ON, ALL_OFF),
  render: (comparisons: Comparison[]) =>
    markdownTable(
      ['without', 'logins/s', 'CPU µs a login', 'share of the CPU time'],
      comparisons.map(({ peer, throughput, cpu, ofFirst }) => [
        peer === ALL_ON ? `nothing: ${ALL_ON}` : peer,
        throughput,
        cpu,
        `${Math.round(PERCENT * (1 - ofFirst.cpu))} %`,
      ]),
    ),
})
