import { parseArgs } from 'node:util'

/** What the command line asks for. */
export type Command = { name: 'start' } | { name: 'check'; prove: boolean } | { name: 'help' }

/** A command line that makes no sense; the message says what would. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

export const helpText = `Usage: iot-login-relay [start|check] [options]

  start            Serve logins (default). Settings come from the environment and from .env in this directory.
  check            Tell everything that is wrong with the settings, and end.
    --prove        Then ask WeChat and IoT Explorer whether they accept the secrets. Logs no user in.
  --help, -h       This text.

Signals while it serves:
  SIGTERM, SIGINT  Take no new login, end those under way, and end. A second one ends at once.
  SIGHUP           Read .env and the files of secrets again, and serve the apps with what they hold.

Status: 0 when all is well, 1 when something is wrong, 2 when the command makes no sense.
Settings: https://github.com/iot-login/iot-login/tree/main/relay#readme
`

/** Reads the arguments behind the program's name. Throws a {@link UsageError}. */
export function readCommandLine(args: readonly string[]): Command {
  const { values, positionals } = parse(args)
  if (values.help === true) return { name: 'help' }
  const [name = 'start', ...more] = positionals
  if (name === 'help') return { name }
  if (more.length > 0) throw new UsageError(`There is one command at a time: ${name}, or ${more.join(', ')}.`)
  if (name !== 'start' && name !== 'check') {
    throw new UsageError(`There is no command ${JSON.stringify(name)}: try start, check or --help.`)
  }
  if (name === 'check') return { name, prove: values.prove === true }
  if (values.prove === true) throw new UsageError('--prove belongs to check: iot-login-relay check --prove')
  return { name }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { help: { type: 'boolean', short: 'h' }, prove: { type: 'boolean' } },
    })
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}
