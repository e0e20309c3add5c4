import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

export interface RedisServer {
  url: string
  port: number
  /** Ends it at once, as a crash would. */
  stop(): Promise<void>
  /** Starts it anew on the same port, empty. */
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
    server = spawn('redis-server', [...fixed, ...options], { stdio: 'ignore' })
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
