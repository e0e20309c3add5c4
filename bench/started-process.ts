import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export interface StartedProcess {
  url: string
  process: ChildProcess
  stop(): Promise<void>
}

const RELAY = join(__dirname, '../relay/dist/main.js')

/** Runs a file of this folder, which prints its URL as its first line. */
export const startScript = (file: string, ...argv: string[]): Promise<StartedProcess> =>
  start(['--import', 'tsx', join(__dirname, file), ...argv], {}, (line) => line)

/** Runs the built relay in front of these upstreams: `npm run build` comes first. */
export const startRelay = (
  upstream: string,
  settings: Record<string, string> = {},
  nodeOptions: readonly string[] = [],
): Promise<StartedProcess> =>
  start(
    [...nodeOptions, RELAY],
    {
      WECHAT_APP_ID: 'wx0123456789abcdef',
      WECHAT_APP_SECRET: 'bench-wechat',
      IOT_APP_KEY: 'BenchKey',
      IOT_APP_SECRET: 'bench-iot',
      WECHAT_API_URL: upstream,
      IOT_API_URL: upstream,
      PORT: '0',
      ...settings,
    },
    (line) => (JSON.parse(line) as { url?: string }).url,
  )

async function start(
  argv: string[],
  environment: Record<string, string>,
  urlIn: (line: string) => string | undefined,
): Promise<StartedProcess> {
  const child = spawn(process.execPath, argv, {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await new Promise<string>((resolve, reject) => {
    // Read to the end, since a log that nobody reads would stop the one who writes it.
    createInterface(child.stdout).on('line', (line) => {
      const found = urlIn(line)
      if (found !== undefined) resolve(found)
    })
    child.once('exit', () => reject(new Error(`${argv.join(' ')} did not start`)))
  })
  return {
    url,
    process: child,
    async stop() {
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
    },
  }
}
