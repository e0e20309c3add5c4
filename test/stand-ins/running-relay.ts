import { createRelay, loadConfig, type OnLogin, type Relay } from '../../relay/src'
import { createSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/src'

export interface RunningRelay {
  url: string
  relay: Relay
  sandbox: Sandbox
  /** What the relay has logged, line by line. */
  logged: string[]
  close(): Promise<void>
}

export interface RunningRelayOptions {
  sandbox?: SandboxOptions
  /** On top of what the sandbox tells a relay. `undefined` takes a variable away. */
  environment?: Record<string, string | undefined>
  onLogin?: OnLogin
  /** What RELAY_APPS_FILE holds. */
  appsFile?: unknown
}

/** A relay that takes a sandbox for the platforms, both on free ports of loopback. */
export async function startRelay(options: RunningRelayOptions = {}): Promise<RunningRelay> {
  const sandbox = createSandbox(options.sandbox)
  await sandbox.listen({ port: 0 })
  const logged: string[] = []
  const environment = {
    ...sandbox.relayEnvironment(),
    LOG_LEVEL: 'debug',
    RATE_LIMIT_PER_USER: '0',
    ...options.environment,
  }
  const config = loadConfig(environment, () => JSON.stringify(options.appsFile))
  const { onLogin } = options
  const relay = createRelay(config, {
    writeLog: (line) => logged.push(line),
    ...(onLogin === undefined ? {} : { onLogin }),
  })
  const url = await relay.app.listen({ host: '127.0.0.1', port: 0 })
  return {
    url,
    relay,
    sandbox,
    logged,
    close: async () => {
      await relay.close()
      await sandbox.close()
    },
  }
}

export interface LoginAnswer {
  status: number
  headers: Headers
  /** The body as it came. */
  text: string
  /** The body as JSON. */
  body: any // eslint-disable-line @typescript-eslint/no-explicit-any -- what a reply is, is what tests find out
}

/** Posts a login. Text goes out as it is, anything else as JSON. */
export async function postLogin(
  url: string,
  body: unknown,
  headers: Record<string, string> = { 'content-type': 'application/json' },
): Promise<LoginAnswer> {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return answerOf(await fetch(`${url}/login`, { method: 'POST', headers, body: text }))
}

export async function answerOf(response: Response): Promise<LoginAnswer> {
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, body: JSON.parse(text) }
}
