import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Redis } from 'ioredis'

export interface RedisServer {
  url: string
  port: number
  /** Ends it at once, as a crash would. */
  stop(): Promise<void>
  /** Starts it again on the same port, empty. */
  start(): Promise<void>
  /** Halts it, so that it takes connections and answers nothing, until `resume`. */
  pause(): void
  resume(): void
  close(): Promise<void>
}

export const hasRedisServer = spawnSync('redis-server', ['--version']).status === 0

/**
 * `describe`, for what needs a real Redis. Where none is installed it is skipped with the reason, and in continuous
 * integration it fails.
 */
export const describeWithRedis: jest.Describe = pickDescribe()

function pickDescribe(): jest.Describe {
  if (hasRedisServer) return describe
  const reason = 'redis-server is not installed: `apt-get install redis-server`'
  if (process.env.CI === 'true') throw new Error(reason)
  process.stderr.write(`Tests on Redis are skipped: ${reason}\n`)
  return describe.skip
}

/** A Redis of its own on a free port of loopback, with nothing on disk. `options` as on its command line. */
export async function startRedisServer(...options: string[]): Promise<RedisServer> {
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'iot-login-redis-'))
  let server: ChildProcess | undefined

  async function start(): Promise<void> {
    const fixed = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder]
    // A configuration file comes before all options.
    server = spawn(
      'redis-server',
      [...options.filter(isFile), ...fixed, ...options.filter((option) => !isFile(option))],
      { stdio: 'ignore' },
    )
    while (!(await answers(port))) await wait(10)
  }
  async function stop(): Promise<void> {
    if (server === undefined || server.exitCode !== null || server.signalCode !== null) return
    const ended = once(server, 'exit')
    server.kill('SIGKILL')
    await ended
  }

  await start()
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    start,
    stop,
    pause: () => void server?.kill('SIGSTOP'),
    resume: () => void server?.kill('SIGCONT'),
    async close() {
      await stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A cluster of one, which is asked in the way of any cluster. A node waits two seconds before it serves. */
export async function startRedisCluster(): Promise<RedisServer> {
  const server = await startRedisServer('--cluster-enabled', 'yes', '--cluster-announce-ip', '127.0.0.1')
  const redis = new Redis(server.url)
  await redis.call('CLUSTER', 'ADDSLOTSRANGE', '0', '16383')
  while (!String(await redis.call('CLUSTER', 'INFO')).includes('cluster_state:ok')) await wait(20)
  redis.disconnect()
  return { ...server, url: `redis+cluster://127.0.0.1:${server.port}` }
}

/** A Redis that is found by asking a Sentinel. */
export async function startRedisWithSentinel(): Promise<RedisServer> {
  const primary = await startRedisServer()
  const folder = mkdtempSync(join(tmpdir(), 'iot-login-sentinel-'))
  const configuration = join(folder, 'sentinel.conf')
  writeFileSync(configuration, `sentinel monitor main 127.0.0.1 ${primary.port} 1\n`)
  const sentinel = await startRedisServer(configuration, '--sentinel')
  return {
    ...primary,
    url: `redis+sentinel://127.0.0.1:${sentinel.port}/main`,
    async close() {
      await Promise.all([sentinel.close(), primary.close()])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A primary, its replica and a Sentinel that makes one of the other. `stop` ends the primary for good. */
export async function startRedisFailover(): Promise<RedisServer> {
  const primary = await startRedisServer()
  const replica = await startRedisServer('--replicaof', '127.0.0.1', String(primary.port))
  const folder = mkdtempSync(join(tmpdir(), 'iot-login-sentinel-'))
  const configuration = join(folder, 'sentinel.conf')
  writeFileSync(
    configuration,
    [
      `sentinel monitor main 127.0.0.1 ${primary.port} 1`,
      'sentinel down-after-milliseconds main 500',
      'sentinel failover-timeout main 2000',
    ].join('\n'),
  )
  const sentinel = await startRedisServer(configuration, '--sentinel')
  const asked = new Redis(sentinel.port)
  while (!JSON.stringify(await asked.call('SENTINEL', 'replicas', 'main')).includes(String(replica.port))) {
    await wait(100)
  }
  asked.disconnect()
  return {
    ...primary,
    url: `redis+sentinel://127.0.0.1:${sentinel.port}/main`,
    async close() {
      await Promise.all([sentinel.close(), replica.close(), primary.close()])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const isFile = (option: string): boolean => option.endsWith('.conf')

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'))
    const end = (answer: boolean) => (): void => {
      socket.destroy()
      resolve(answer)
    }
    socket.once('data', end(true)).once('error', end(false))
  })
}
