import { exec } from 'node:child_process'
import { UsageError } from '../usage-error'

const MILLISECONDS = 60_000

/** Runs a command line of the user's, and takes the last line that it prints for a code. */
export function codeOfCommand(line: string): Promise<string> {
  return new Promise((resolve, reject) => {
    exec(line, { timeout: MILLISECONDS }, (error, output) => {
      const code = output.trimEnd().split('\n').at(-1)?.trim() ?? ''
      if (error === null && code !== '') resolve(code)
      else {
        const what = error === null ? 'printed nothing' : `failed: ${error.message.trim()}`
        reject(
          new UsageError(`The command for codes ${what}`, 'Let it print one fresh code, and end with 0.'),
        )
      }
    })
  })
}
