import { availableParallelism } from 'node:os'
import type { LoadResult } from '../load/load'
import { rounded } from '../measure/compare'
import { median } from '../measure/median'
import { allowedCores } from '../processes/cores'
import { relay } from '../processes/peer'
import { commandsOf, hasRedis, startRedis } from '../processes/redis'
import { startUpstream, type Stage } from '../processes/stage'
import type { StartedProcess } from '../processes/started-process'
import { markdownTable } from '../results/markdown-table'
import { definePart, type Effort } from './part'

interface Setting {
  users: number
  connections: number
  copies: number
  /** Copies share one; a single copy may do without. */
  redis: boolean
}

export interface ScaleRow extends Setting {
  throughput: number
  p50: number
  p99: number
  /** By Redis's own count; 0 without one. */
  commandsALogin: number
}

type Measured = LoadResult & Pick<ScaleRow, 'commandsALogin'>

const USUAL = { users: 100_000, connections: 100, copies: 1, redis: false }

const settings: Setting[] = [
  ...[1000, 100_000, 1_000_000].map((users) => ({ ...USUAL, users })),
  ...[10, 500, 2000].map((connections) => ({ ...USUAL, connections })),
  ...[...new Set([1, 2, availableParallelism()])].map((copies) => ({ ...USUAL, copies, redis: true })),
]

/** Few users over and over would meet the limit for one, and many connections the bound on those that wait. */
const raisedLimits = { RATE_LIMIT_PER_USER: '1000000', MAX_WAITING_LOGINS: '2000' }

/** Copies get a core each; the load has what is left of them, and where nothing is left it shares all. */
async function measure(stage: Stage, setting: Setting, seconds: number): Promise<Measured> {
  const { users, connections, copies } = setting
  const cores = stage.cores === undefined ? [] : allowedCores()
  const loadCore = copies < cores.length ? stage.cores?.other : undefined
  const redis = setting.redis ? await startRedis(loadCore) : undefined
  const upstream = await startUpstream(stage, 0)
  const start = relay({ ...raisedLimits, ...(redis === undefined ? {} : { REDIS_URL: redis.url }) })
  const started: StartedProcess[] = []
  try {
    for (let copy = 0; copy < copies; copy += 1) {
      started.push(await start({ core: cores[copy], upstream: upstream.url }))
    }
    const load = { connections: connections / copies, logins: { users, repeatCodes: false }, core: loadCore }
    const loadAll = (duration: number): Promise<LoadResult[]> =>
      Promise.all(started.map(({ url }) => stage.tool.load({ ...load, url, seconds: duration })))
    await loadAll(seconds)
    const before = commandsOf(redis)
    const result = joined(await loadAll(seconds))
    return { ...result, commandsALogin: (commandsOf(redis) - before) / result.logins }
  } finally {
    await Promise.all(
      [...started, upstream, ...(redis === undefined ? [] : [redis])].map((each) => each.stop()),
    )
  }
}

const joined = (results: LoadResult[]): LoadResult => ({
  throughput: results.reduce((sum, { throughput }) => sum + throughput, 0),
  logins: results.reduce((sum, { logins }) => sum + logins, 0),
  p50: Math.max(...results.map(({ p50 }) => p50)),
  p99: Math.max(...results.map(({ p99 }) => p99)),
})

async function run(stage: Stage, { seconds, rounds }: Effort): Promise<ScaleRow[]> {
  const possible = settings.filter(({ redis }) => !redis || hasRedis())
  const results = possible.map((setting) => ({ setting, measured: [] as Measured[] }))
  for (let round = 0; round < rounds; round += 1) {
    for (const { setting, measured } of results) measured.push(await measure(stage, setting, seconds))
  }
  return results.map(({ setting, measured }) => ({
    ...setting,
    throughput: rounded(median(measured.map(({ throughput }) => throughput)), 0),
    p50: rounded(median(measured.map(({ p50 }) => p50)), 1),
    p99: rounded(median(measured.map(({ p99 }) => p99)), 0),
    commandsALogin: rounded(median(measured.map(({ commandsALogin }) => commandsALogin)), 1),
  }))
}

export const scale = definePart({
  name: 'scale',
  title: 'Known users, connections and copies of the relay',
  effort: { seconds: 3, rounds: 3 },
  run,
  render: (rows: ScaleRow[]) =>
    markdownTable(
      [
        'known users',
        'connections',
        'copies',
        'store',
        'logins/s',
        'p50 ms',
        'p99 ms',
        'Redis commands a login',
      ],
      rows.map(({ users, connections, copies, redis, throughput, p50, p99, commandsALogin }) => [
        users,
        connections,
        copies,
        redis ? 'Redis' : 'memory',
        throughput,
        p50,
        p99,
        redis ? commandsALogin : '',
      ]),
    ),
})
