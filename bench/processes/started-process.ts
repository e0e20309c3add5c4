import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { pinned } from './cores'

export interface StartedProcess {
  url: string
  pid: number
  /** From the start to the line with the URL, milliseconds. */
  startedInMs: number
  signal(name: NodeJS.Signals): void
  stop(): Promise<void>
}

export interface Command {
  argv: string[]
  environment?: Record<string, string>
  core: number | undefined
  /** What a line of its output says about its URL. Default: a line that is one. */
  urlIn?: (line: string) => string | undefined
  /** For one that prints nothing: its URL, which it has as soon as it can be reached. */
  silentAt?: string | undefined
}

const LONGEST_START_MS = 15_000
const LOOK_EVERY_MS = 2

/**
 * Starts a process and waits for its URL. Its output goes to a file, as a log would: a pipe would have to be read by
 * someone, who would take that time from the load.
 */
export async function startProcess({
  argv,
  environment,
  core,
  urlIn = asUrl,
  silentAt,
}: Command): Promise<StartedProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'iot-login-bench-'))
  const output = join(folder, 'output')
  const descriptor = openSync(output, 'a')
  const [command = '', ...rest] = pinned(core, argv)
  const begun = performance.now()
  const child = spawn(command, rest, {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', descriptor, 'inherit'],
  })
  closeSync(descriptor)
  const ended = once(child, 'exit')
  const isOver = (): boolean => child.exitCode !== null || child.signalCode !== null
  const stop = async (): Promise<void> => {
    child.kill('SIGKILL')
    if (!isOver()) await ended
    rmSync(folder, { recursive: true, force: true })
  }
  for (;;) {
    const url =
      silentAt === undefined ? firstOf(readFileSync(output, 'utf8'), urlIn) : await whenReachable(silentAt)
    const startedInMs = performance.now() - begun
    if (url !== undefined) {
      return { url, pid: child.pid ?? NaN, startedInMs, signal: (name) => void child.kill(name), stop }
    }
    if (isOver() || startedInMs > LONGEST_START_MS) {
      const said = readFileSync(output, 'utf8').slice(0, 2000)
      await stop()
      throw new Error(`${argv.join(' ')} printed no URL. It said:\n${said}`)
    }
    await wait(LOOK_EVERY_MS)
  }
}

const asUrl = (line: string): string | undefined => (/^\w+:\/\//.test(line) ? line : undefined)

function firstOf(text: string, urlIn: (line: string) => string | undefined): string | undefined {
  // The last part is no line yet.
  for (const line of text.split('\n').slice(0, -1)) {
    const url = urlIn(line)
    if (url !== undefined) return url
  }
  return undefined
}

const whenReachable = (url: string): Promise<string | undefined> =>
  new Promise((resolve) => {
    const { hostname, port } = new URL(url)
    const socket = connect(Number(port), hostname)
    socket.on('connect', () => resolve(url)).on('error', () => resolve(undefined))
    socket.on('connect', () => socket.destroy())
  })
