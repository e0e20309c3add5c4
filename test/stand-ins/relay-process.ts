import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** A line of the log. */
export type LogLine = Record<string, unknown> & { event: string }

export interface RelayProcess {
  process: ChildProcess
  /** Where it listens. Rejects when it ends before that. */
  url: string
  /** The next line of the log with this event, or the first one that came since the last call. */
  logged(event: string): Promise<LogLine>
  /** Everything that it wrote so far, to both outputs. */
  written(): string
  /** The status that it ended with. */
  ended: Promise<number | null>
  /** Ends it, however it is. */
  kill(): Promise<void>
}

const MAIN = join(__dirname, '../../relay/dist/main.js')

/** The built relay as a process of its own, in an empty directory, on a free port. */
export async function startRelayProcess(
  environment: Record<string, string>,
  entry = MAIN,
): Promise<RelayProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'iot-login-relay-'))
  const child = spawn(process.execPath, [entry], {
    cwd: folder,
    env: { PATH: process.env.PATH, PORT: '0', ...environment },
  })
  let text = ''
  const lines: LogLine[] = []
  const waiting: (() => void)[] = []
  const wake = (): void => waiting.splice(0).forEach((go) => go())
  const ended = once(child, 'close').then(([status]) => {
    rmSync(folder, { recursive: true })
    wake()
    return status as number | null
  })
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()))
  createInterface(child.stdout).on('line', (line) => {
    text += `${line}\n`
    lines.push(JSON.parse(line) as LogLine)
    wake()
  })

  async function logged(event: string): Promise<LogLine> {
    for (;;) {
      const index = lines.findIndex((line) => line.event === event)
      if (index !== -1) return lines.splice(0, index + 1).at(-1)!
      if (child.exitCode !== null) throw new Error(`It ended without a line ${event}:\n${text}`)
      await new Promise<void>((resolve) => waiting.push(resolve))
    }
  }

  const { url } = await logged('listening')
  return {
    process: child,
    url: String(url),
    logged,
    written: () => text,
    ended,
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}
