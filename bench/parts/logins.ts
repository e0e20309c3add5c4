import { compare, type Comparison } from '../measure/compare'
import { measureRounds, type Peer } from '../measure/rounds'
import { relay, script } from '../processes/peer'
import { hasRedis, startRedis } from '../processes/redis'
import type { Stage } from '../processes/stage'
import { markdownTable } from '../results/markdown-table'
import { definePart, type Effort } from './part'

export const BARE = 'bare: node:http, undici Pool.request, createHmac'
export const RELAY = 'iot-login-relay as shipped'
export const WITH_REDIS = 'iot-login-relay with Redis'
export const SAMPLE = "Tencent's sample: express 4, axios 0.19, crypto-js"

/** Fewer would meet the limit of logins a minute for one user. */
const KNOWN_USERS = 2000
const bare: Peer = { name: BARE, start: script('peers/bare.ts') }
const sample: Peer = { name: SAMPLE, start: script('sample/server.js') }

const inMemory: Peer[] = [
  bare,
  { name: 'bare with undici dispatch', start: script('peers/bare-dispatch.ts') },
  { name: 'Fastify with both schemas and dispatch', start: script('peers/fastify.ts') },
  { name: RELAY, start: relay() },
  {
    name: 'the same code again (replay)',
    start: relay(),
    logins: { users: KNOWN_USERS, repeatCodes: true },
  },
  {
    name: 'a known user again, TOKEN_REUSE_SECONDS=600',
    start: relay({ TOKEN_REUSE_SECONDS: '600' }),
    logins: { users: KNOWN_USERS, repeatCodes: false },
  },
]

async function run(stage: Stage, effort: Effort, delayMs: number, peers: Peer[]): Promise<Comparison[]> {
  const redis = hasRedis() ? await startRedis(stage.cores?.other) : undefined
  const withRedis = redis === undefined ? [] : [{ name: WITH_REDIS, start: relay({ REDIS_URL: redis.url }) }]
  try {
    const compared = [...peers, ...withRedis, sample]
    const readings = await measureRounds(stage, compared, { ...effort, connections: [1, 10, 100], delayMs })
    return compare(readings, BARE, SAMPLE)
  } finally {
    await redis?.stop()
  }
}

export const logins = definePart({
  name: 'logins',
  title: 'Logins, upstreams that reply at once',
  effort: { seconds: 3, rounds: 5 },
  run: (stage, effort) => run(stage, effort, 0, inMemory),
  render: table,
})

export const distantLogins = definePart({
  name: 'distant',
  title: 'Logins, upstreams that reply after 20 ms',
  effort: { seconds: 3, rounds: 3 },
  run: (stage, effort) => run(stage, effort, 20, [bare, { name: RELAY, start: relay() }]),
  render: table,
})

function table(comparisons: Comparison[]): string {
  return markdownTable(
    [
      '',
      'connections',
      'logins/s',
      'p50 ms',
      'p99 ms',
      'CPU µs a login',
      '× bare',
      'CPU × bare',
      'p99 × bare',
      '× sample',
    ],
    comparisons.map(({ peer, connections, throughput, p50, p99, cpu, ofFirst, ofLast }) => [
      peer,
      connections,
      throughput,
      p50,
      p99,
      cpu,
      ofFirst.throughput.toFixed(2),
      ofFirst.cpu.toFixed(2),
      ofFirst.p99.toFixed(1),
      ofLast.toFixed(2),
    ]),
  )
}
