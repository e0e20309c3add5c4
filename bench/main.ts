/**
 * How fast the relay logs in, beside the bare limit and the usual sample, in one run: they take turns, so that what
 * else the machine does falls on all alike. The upstreams answer at once, so real logins take longer by theirs.
 */
import { load, median, type LoadResult } from './load'
import { startRelay, startScript, type StartedProcess } from './started-process'

const ROUNDS = 5
const LOGINS = 2000
const CONNECTIONS = 32

async function main(): Promise<void> {
  const upstream = await startScript('upstream-process.ts')
  const { url } = upstream
  const redisUrl = process.env.REDIS_URL
  const peers: Record<string, StartedProcess> = {
    'bare node:http': await startScript('bare-process.ts', url),
    relay: await startRelay(url, { LOG_LEVEL: 'info' }),
    ...(redisUrl === undefined ? {} : { 'relay with Redis': await startRelay(url, { REDIS_URL: redisUrl }) }),
    'sample (Express, no keep-alive)': await startScript('sample-process.ts', url),
  }
  const results = new Map<string, LoadResult[]>()
  for (const { url: peer } of Object.values(peers)) await load(peer, LOGINS, CONNECTIONS)
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, { url: peer }] of Object.entries(peers)) {
      results.set(name, [...(results.get(name) ?? []), await load(peer, LOGINS, CONNECTIONS)])
    }
  }
  report(results)
  await Promise.all([upstream, ...Object.values(peers)].map((each) => each.stop()))
}

function report(results: Map<string, LoadResult[]>): void {
  const of = (name: string, what: keyof LoadResult): number =>
    median((results.get(name) ?? []).map((result) => result[what]))
  const bare = of('bare node:http', 'throughput')
  console.log(
    `Medians of ${ROUNDS} rounds of ${LOGINS} logins over ${CONNECTIONS} connections, Node ${process.version}`,
  )
  console.table(
    Object.fromEntries(
      [...results.keys()].map((name) => [
        name,
        {
          'logins/s': Math.round(of(name, 'throughput')),
          'of bare': `${Math.round((100 * of(name, 'throughput')) / bare)} %`,
          'p50 ms': of(name, 'p50').toFixed(1),
          'p99 ms': of(name, 'p99').toFixed(1),
        },
      ]),
    ),
  )
}

void main()
