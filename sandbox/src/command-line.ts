import { DEFAULT_HOST, DEFAULT_PORT } from './app'
import { DEFAULT_APP, type SandboxApp } from './options'
import { UsageError } from './usage-error'

export interface Command {
  action: 'start' | 'help' | 'env'
  host: string
  port: number
  app: SandboxApp
}

type Environment = Readonly<Record<string, string | undefined>>

const APP_ID = /^wx[0-9a-f]{16}$/
const HIGHEST_PORT = 65_535

/**
 * Reads what the process was started with. Throws a {@link UsageError} that names the cure.
 *
 * AppID and AppKey, which are public, may be those of a real app, so that a project need not be changed to try
 * it here. The secrets are not read: real ones have no business in a sandbox, which prints what it goes by.
 */
export function readCommandLine(args: readonly string[], environment: Environment): Command {
  return {
    action: actionOf(args),
    host: environment['HOST'] || DEFAULT_HOST,
    port: portOf(environment['PORT'] || String(DEFAULT_PORT)),
    app: {
      ...DEFAULT_APP,
      appId: appIdOf(environment['WECHAT_APP_ID'] || DEFAULT_APP.appId),
      iotAppKey: environment['IOT_APP_KEY'] || DEFAULT_APP.iotAppKey,
    },
  }
}

function actionOf(args: readonly string[]): Command['action'] {
  const unknown = args.find((arg) => !['--help', '-h', '--env'].includes(arg))
  if (unknown !== undefined) {
    throw new UsageError(`There is no option ${unknown}`, 'The options are --help and --env.')
  }
  if (args.includes('--help') || args.includes('-h')) return 'help'
  return args.includes('--env') ? 'env' : 'start'
}

function portOf(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN
  if (!(port <= HIGHEST_PORT)) {
    throw new UsageError(`PORT is no port: ${text}`, `Give PORT as an integer from 0 to ${HIGHEST_PORT}.`)
  }
  return port
}

function appIdOf(text: string): string {
  if (!APP_ID.test(text)) {
    throw new UsageError(
      `WECHAT_APP_ID is no AppID: ${text}`,
      'Give "wx" and 16 hexadecimal digits, or leave it unset.',
    )
  }
  return text
}
