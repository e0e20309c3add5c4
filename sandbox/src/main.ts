#!/usr/bin/env node
import { createSandbox } from './app'
import { readCommandLine, type Command } from './command-line'
import { listenError } from './listen-error'
import { relayEnvironment } from './relay-environment'
import { environmentLines, HELP, startText } from './start-text'
import { urlOf } from './url-of'
import { UsageError } from './usage-error'

async function main(): Promise<void> {
  const command = readCommandLine(process.argv.slice(2), process.env)
  if (command.action === 'help') process.stdout.write(HELP)
  else if (command.action === 'env') process.stdout.write(environmentFor(command))
  else await start(command)
}

function environmentFor({ host, port, app, chosenSecrets }: Command): string {
  return environmentLines(relayEnvironment([app], urlOf(host, port)), chosenSecrets)
}

async function start({ host, port, app, hosts, chosenSecrets }: Command): Promise<void> {
  const sandbox = createSandbox({ apps: [app], hosts })
  const url = await sandbox.listen({ host, port }).catch((error: unknown) => {
    throw listenError(error, host, port)
  })
  process.stdout.write(startText(url, environmentLines(sandbox.relayEnvironment(), chosenSecrets)))
  await endSignal()
  await sandbox.close()
}

const endSignal = () =>
  new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })

// A closed pipe, as behind `| head`, is no reason to stop serving.
process.stdout.on('error', ({ message }: Error) => {
  process.stderr.write(`iot-login-sandbox: its output cannot be written (${message}). It goes on serving.\n`)
})

main().catch((error: unknown) => {
  if (!(error instanceof UsageError)) throw error
  process.stderr.write(`iot-login-sandbox: ${error.message}. ${error.instructions}\n`)
  process.exitCode = 1
})
