import { readFileSync } from 'node:fs'
import { join } from 'node:path'
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

/** Runs a TypeScript file of `bench/`, which prints its URL. */
export const script =
  (file: string): StartPeer =>
  ({ core, upstream }) =>
    startProcess({ argv: [process.execPath, '--import', 'tsx', join(root, 'bench', file), upstream], core })

/** Runs a JavaScript file of `bench/`, which prints its URL. */
export const plainScript =
  (file: string, ...more: string[]): StartPeer =>
  ({ core, upstream }) =>
    startProcess({ argv: [process.execPath, join(root, 'bench', file), upstream, ...more], core })

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
  PORT: '0',
})

/** Runs the relay as it is shipped: log and all safeties on, but for what these settings change. */
export const relay =
  (settings: Record<string, string> = {}, nodeOptions: string[] = []): StartPeer =>
  ({ core, upstream }) =>
    startProcess({
      argv: [process.execPath, ...nodeOptions, shippedCommand()],
      environment: { ...relayEnvironment(upstream), ...settings },
      core,
      urlIn: (line) => (JSON.parse(line) as { url?: string }).url,
    })
