#!/usr/bin/env node
import { collectDefaultMetrics, Counter } from 'prom-client'
import { checkAvatars } from './check/check-avatars'
import { checkDisk } from './check/check-disk'
import { checkRedis } from './check/check-redis'
import { reportFindings } from './check/findings'
import { proveSecrets } from './check/prove-secrets'
import { helpText, readCommandLine, UsageError } from './cli/command-line'
import { createLogOutput, type LogOutput } from './cli/log-output'
import { readSettings, settingValues, waitingForRestart, type SettingValues } from './cli/settings'
import { ConfigError, loadConfig } from './config/config'
import { createRelay, type Relay } from './create-relay'
import { describeBug } from './log'

function endWith(message: string, status = 1): never {
  process.stderr.write(`${message}\n`)
  process.exit(status)
}

const listenFaults: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is taken: stop what listens there, or set another PORT',
  EACCES: 'needs rights that this user lacks: set a PORT above 1023',
  EADDRNOTAVAIL: 'is not an address of this machine: set another HOST',
  ENOTFOUND: 'is not a known name: set another HOST',
}

/** Ends cleanly on the first signal, at once on the second or when the logins under way take too long. */
function closeOnSignals({ log, close }: Relay, timeoutMs: number): void {
  let isClosing = false
  const onSignal = (signal: string): void => {
    if (isClosing) process.exit(1)
    isClosing = true
    log('info', 'closing', { signal })
    setTimeout(() => process.exit(1), timeoutMs).unref()
    close().then(
      () => {
        log('info', 'closed')
        process.exit(0)
      },
      (error: unknown) => {
        log('error', 'bug', describeBug(error))
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', onSignal)
  process.on('SIGINT', onSignal)
}

/** Serves with new secrets and apps, without a moment of silence. What is wrong is logged, and changes nothing. */
function reloadOnHangup({ log, useApps }: Relay, atStart: SettingValues): void {
  process.on('SIGHUP', () => {
    try {
      const { environment } = readSettings(process.env)
      const { apps } = loadConfig(environment)
      useApps(apps)
      log('info', 'reloaded', { apps: apps.size })
      for (const name of waitingForRestart(atStart, settingValues(environment))) {
        log('warn', 'not-reloaded', {
          hint: `${name} has changed: it is read at start only, so restart the relay`,
        })
      }
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error
      for (const hint of error.problems) log('error', 'not-reloaded', { hint })
    }
  })
}

function countLostLines({ metrics }: Relay, { lostLines }: LogOutput): void {
  new Counter({
    name: 'iot_login_log_lines_lost_total',
    help: 'Lines of the log that standard output did not take',
    registers: [metrics],
    collect() {
      this.reset()
      this.inc(lostLines())
    },
  })
}

async function start(): Promise<void> {
  const { environment } = readSettings(process.env)
  const config = loadConfig(environment)
  const { host, port, shutdownTimeoutMs } = config.listen
  const output = createLogOutput(process.stdout, (text) => process.stderr.write(`${text}\n`))
  process.on('exit', output.flush)
  const relay = createRelay(config, { writeLog: output.write })
  collectDefaultMetrics({ register: relay.metrics })
  countLostLines(relay, output)
  process.on('uncaughtException', (error) => {
    relay.log('error', 'bug', describeBug(error))
    process.exit(1)
  })
  reloadOnHangup(relay, settingValues(environment))
  closeOnSignals(relay, shutdownTimeoutMs)
  try {
    const url = await relay.app.listen({ host, port })
    relay.log('info', 'listening', { url, apps: config.apps.size })
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    endWith(`HOST and PORT: ${host}:${port} ${listenFaults[code] ?? `cannot be listened on (${code})`}`)
  }
}

async function check(prove: boolean): Promise<void> {
  const { environment, notes } = readSettings(process.env)
  process.stdout.write(`${notes.join('\n')}\n`)
  const config = loadConfig(environment)
  process.stdout.write(`The settings are complete: ${config.apps.size} app(s).\n`)
  const { redis } = config.store
  const findings = [redis === undefined ? await checkDisk(config.store) : await checkRedis(redis)]
  const { avatar, upstream } = config
  if (avatar !== undefined) findings.push(await checkAvatars({ avatar, upstream }))
  if (prove) findings.push(...(await proveSecrets(config)))
  const { text, status } = reportFindings(findings)
  process.stdout.write(text)
  process.exitCode = status
}

async function run(): Promise<void> {
  const command = readCommandLine(process.argv.slice(2))
  switch (command.name) {
    case 'start':
      return start()
    case 'check':
      return check(command.prove)
    case 'help':
      process.stdout.write(helpText)
  }
}

// Who reads may go away, as behind `| head`. What cannot be said has no other place; the log counts what it loses.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)

run().catch((error: unknown) => {
  if (error instanceof ConfigError) endWith(error.message)
  if (error instanceof UsageError) endWith(error.message, 2)
  endWith(`The relay could not start (${error instanceof Error ? error.name : 'unknown'}).`)
})
