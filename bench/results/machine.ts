import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { cpus, release, totalmem, type } from 'node:os'
import { join } from 'node:path'
import type { Stage } from '../processes/stage'

export interface Machine {
  cpu: string
  cores: number
  memoryGb: number
  system: string
  /** How the cores were shared out. */
  pinning: string
}

export function describeMachine({ cores }: Stage): Machine {
  return {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release()}`,
    pinning:
      cores === undefined
        ? 'none: taskset or a second core is missing'
        : 'what is measured on one core; load, upstream and Redis on another',
  }
}

const root = join(__dirname, '../..')

/** Of everything that a figure depends on. */
export function describeVersions({ tool }: Stage): Record<string, string> {
  const redis = /v=(\S+)/.exec(spawnSync('redis-server', ['--version'], { encoding: 'utf8' }).stdout)?.[1]
  const relay = versionsOf('node_modules', ['fastify', 'undici', 'ioredis'])
  const sample = versionsOf('bench/node_modules', ['express', 'axios', 'crypto-js'])
  return {
    node: process.version,
    load: tool.name,
    ...(redis === undefined ? {} : { redis }),
    ...relay,
    ...Object.fromEntries(Object.entries(sample).map(([name, version]) => [`${name} (sample)`, version])),
  }
}

function versionsOf(folder: string, names: string[]): Record<string, string> {
  return Object.fromEntries(
    names.map((name) => {
      const manifest = readFileSync(join(root, folder, name, 'package.json'), 'utf8')
      return [name, (JSON.parse(manifest) as { version: string }).version]
    }),
  )
}
