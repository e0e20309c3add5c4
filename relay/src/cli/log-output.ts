import type { Writable } from 'node:stream'

export interface LogOutput {
  /** Writes one line, with its line end. Never throws. */
  write: (line: string) => void
  /** Writes what is still kept back, as at the end of a process: lines of one turn are written together. */
  flush: () => void
  /** How many lines could not be written so far. */
  lostLines: () => number
}

/**
 * A log on a stream whose reader may go away, or whose disk may be full: the relay serves on, and lines are lost
 * until the stream takes them again. Both are said once, in words, to `say`.
 */
export function createLogOutput(
  stream: Pick<Writable, 'on' | 'write'>,
  say: (text: string) => void,
): LogOutput {
  let lost = 0
  let lostSince = 0
  let kept: string[] = []

  function flush(): void {
    if (kept.length === 0) return
    const lines = kept
    kept = []
    try {
      stream.write(lines.join(''), (error) => note(error, lines.length))
    } catch (error) {
      note(error as Error, lines.length)
    }
  }

  function note(error: Error | null | undefined, lines: number): void {
    if (error) {
      const { code = error.name } = error as NodeJS.ErrnoException
      if (lostSince === 0) {
        say(
          `The log cannot be written to standard output (${code}): lines are lost, logins are served. Check what reads it, or the disk.`,
        )
      }
      lost += lines
      lostSince += lines
    } else if (lostSince > 0) {
      say(`The log is written to standard output again: ${lostSince} line(s) were lost.`)
      lostSince = 0
    }
  }

  // Without a listener the error of one line would end the process. Each line is told its own, below.
  stream.on('error', () => undefined)
  return {
    write(line) {
      // One system call for the lines of a turn: under load, one for each is most of what a line costs.
      if (kept.length === 0) setImmediate(flush)
      kept.push(line)
    },
    flush,
    lostLines: () => lost,
  }
}
