import { DEFAULT_HOST, DEFAULT_PORT } from './app'
import { DEFAULT_APP, type SandboxApp } from './options'
import { UsageError } from './usage-error'

export interface Command {
  action: 'start' | 'help' | 'env'
  host: string
  port: number
  app: SandboxApp
  /** Variables of a relay whose secrets were chosen, and are therefore not printed. */
  chosenSecrets: readonly ChosenSecret[]
  /** Names under which it is served besides `localhost` and addresses. */
  hosts: readonly string[]
}

export type ChosenSecret = 'WECHAT_APP_SECRET' | 'IOT_APP_SECRET'

type Environment = Readonly<Record<string, string | undefined>>

const APP_ID = /^wx[0-9a-f]{16}$/
const HIGHEST_PORT = 65_535

/**
 * Reads what the process was started with. Throws a {@link UsageError} that names the cure.
 *
 * AppID and AppKey, which are public, may be those of a real app, so that a project need not be changed to try
 * it here. Real secrets have no business in a sandbox: those of a relay's environment are not read. Ones that were
 * made up, as those of a known vector, are chosen by variables of its own, and never printed.
 */
export function readCommandLine(args: readonly string[], environment: Environment): Command {
  const host = environment['HOST'] || DEFAULT_HOST
  const weChatSecret = environment['SANDBOX_WECHAT_APP_SECRET']
  const iotSecret = environment['SANDBOX_IOT_APP_SECRET']
  return {
    action: actionOf(args),
    host,
    hosts: [host, ...namesIn(environment['ALLOWED_HOSTS'] ?? '')],
    port: portOf(environment['PORT'] || String(DEFAULT_PORT)),
    app: {
      ...DEFAULT_APP,
      appId: appIdOf(environment['WECHAT_APP_ID'] || DEFAULT_APP.appId),
      appSecret: weChatSecret || DEFAULT_APP.appSecret,
      iotAppKey: environment['IOT_APP_KEY'] || DEFAULT_APP.iotAppKey,
      iotAppSecret: iotSecret || DEFAULT_APP.iotAppSecret,
    },
    chosenSecrets: [
      ...(weChatSecret ? (['WECHAT_APP_SECRET'] as const) : []),
      ...(iotSecret ? (['IOT_APP_SECRET'] as const) : []),
    ],
  }
}

const HOST_NAME = /^[\w.-]+$/

function namesIn(text: string): string[] {
  const names = text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
  const wrong = names.find((name) => !HOST_NAME.test(name))
  if (wrong !== undefined) {
    throw new UsageError(
      `ALLOWED_HOSTS holds what is no name: ${wrong}`,
      'Give names without scheme and port, with commas between them: ALLOWED_HOSTS=sandbox,sandbox.test',
    )
  }
  return names
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
