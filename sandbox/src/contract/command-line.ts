import { parseArgs } from 'node:util'
import { DEFAULT_HOST, DEFAULT_PORT } from '../app'
import { UsageError } from '../usage-error'

export interface ContractCommand {
  /** Absent: only the help is wanted. */
  url?: string
  sandboxUrl?: string
  codeCommand?: string
  appId?: string
}

const DEFAULT_SANDBOX = `http://${DEFAULT_HOST}:${DEFAULT_PORT}`

export const HELP = `iot-login-contract: whether a relay of anybody's keeps the contract of miniprogram-iot-login

Usage: iot-login-contract <url> [options]

  <url>                   base URL of the relay: what the component has as relay-url
  --sandbox <url>         the sandbox that the relay takes for the platforms (${DEFAULT_SANDBOX})
  --code-command <line>   a command that prints a fresh code as its last line; then no sandbox is needed,
                          and what can only be seen in one is left out
  --app-id <AppID>        sent with each login; for a relay that serves several apps
  --help                  print this, and end

Some fifty logins, one after the other; users, codes and faults in the sandbox are made for them.
Raise the relay's limits for one user and one address before, should it have any below that.

Status: 0 when the relay keeps every MUST, 1 when it breaks one, 2 when it could not be asked.
`

/** Reads the arguments behind the program's name. Throws a {@link UsageError}. */
export function readContractCommand(args: readonly string[]): ContractCommand {
  const { values, positionals } = parse(args)
  if (values.help === true) return {}
  const [url, ...more] = positionals
  if (url === undefined || more.length > 0) {
    throw new UsageError('One address is needed', 'iot-login-contract http://127.0.0.1:8787, or --help.')
  }
  const { sandbox, 'code-command': codeCommand, 'app-id': appId } = values
  if (sandbox !== undefined && codeCommand !== undefined) {
    throw new UsageError('--sandbox and --code-command contradict each other', 'Give one of them.')
  }
  return {
    url: addressed(url, '<url>'),
    ...(codeCommand === undefined
      ? { sandboxUrl: addressed(sandbox ?? DEFAULT_SANDBOX, '--sandbox') }
      : { codeCommand }),
    ...(appId === undefined ? {} : { appId }),
  }
}

function addressed(text: string, name: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new UsageError(
      `${name} is no address: ${text}`,
      'Give http:// or https://, a host, and a port or path if any.',
    )
  }
  if (/\/login\/*$/.test(url.pathname)) {
    throw new UsageError(
      `${name} ends in /login`,
      'Take it away: what is meant is the base, below which /login lies.',
    )
  }
  return text
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { sandbox: text, 'code-command': text, 'app-id': text, help: { type: 'boolean', short: 'h' } },
    })
  } catch (error) {
    throw new UsageError((error as Error).message.replace(/\.$/, ''), 'See iot-login-contract --help.')
  }
}
