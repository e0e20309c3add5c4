import type { Writable } from 'node:stream'

export interface LogOutput {
  /** Writes one line, with its line end. Never throws. */
  write: (line: string) => void
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

  function note(error: Error | null | undefined): void {
    if (error) {
      const { code = error.name } = error as NodeJS.ErrnoException
      if (lostSince === 0) {
        say(
          `The log cannot be written to standard output (${code}): lines are lost, logins are served. Check what reads it, or the disk.`,
        )
      }
      lost += 1
      lostSince += 1
    } else if (lostSince > 0) {
      say(`The log is written to standard output again: ${lostSince} line(s) were lost.`)
      lostSince = 0
    }
  }

  // Without a listener the error of one line would end the process. Each line is told its own, below.
  stream.on('error', () => undefined)
  return {
    write(line) {
      try {
        stream.write(line, note)
      } catch (error) {
        note(error as Error)
      }
    },
    lostLines: () => lost,
  }
}
