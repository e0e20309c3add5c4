import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from './free-port'
import { startProcess, type StartedProcess } from './started-process'

const root = join(__dirname, '../..')

/** What stands on the core that is measured. */
export interface Surroundings {
  /** The core that it gets; undefined where nothing can be pinned. */
  core: number | undefined
  /** Base URL of the stub that plays both platforms. */
  upstream: string
}

export type StartPeer = (surroundings: Surroundings) => Promise<StartedProcess>

/** Runs a file of `bench/`, which gets the URL of the upstream and prints its own. */
export const script =
  (file: string): StartPeer =>
  ({ core, upstream }) => {
    const compiler = file.endsWith('.ts') ? ['--import', 'tsx'] : []
    return startProcess({ argv: [process.execPath, ...compiler, join(root, 'bench', file), upstream], core })
  }

/** What `iot-login-relay` runs when it is installed: `npm run build` comes first. */
function shippedCommand(): string {
  const { bin } = JSON.parse(readFileSync(join(root, 'relay/package.json'), 'utf8')) as {
    bin: Record<string, string>
  }
  return join(root, 'relay', bin['iot-login-relay'] ?? '')
}

/** The settings of one app whose upstreams are the stub. */
export const relayEnvironment = (upstream: string): Record<string, string> => ({
  WECHAT_APP_ID: 'wx0123456789abcdef',
  WECHAT_APP_SECRET: 'bench-wechat',
  IOT_APP_KEY: 'BenchKey',
  IOT_APP_SECRET: 'bench-iot',
  WECHAT_API_URL: upstream,
  IOT_API_URL: upstream,
})

/** Runs the relay as it is shipped: log and all safeties on, but for what these settings change. */
export const relay =
  (settings: Record<string, string> = {}, nodeOptions: string[] = []): StartPeer =>
  ({ core, upstream }) => {
    const isSilent = settings.LOG_LEVEL === 'silent'
    const port = isSilent ? freePort() : '0'
    return startProcess({
      argv: [process.execPath, ...nodeOptions, shippedCommand()],
      environment: { ...relayEnvironment(upstream), PORT: port, ...settings },
      core,
      urlIn: (line) => (JSON.parse(line) as { url?: string }).url,
      silentAt: isSilent ? `http://127.0.0.1:${port}` : undefined,
    })
  }
