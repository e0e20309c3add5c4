import { parseArgs } from 'node:util'

export interface Options {
  /** Those to run; none means all. */
  parts: string[]
  seconds: number | undefined
  rounds: number | undefined
  /** Whether `results.json` gets what was measured: by default after a full effort only. */
  write: boolean
}

export class UsageError extends Error {}

export function readCommandLine(argv: string[], partNames: readonly string[]): Options {
  const { values, positionals } = parsed(argv)
  const unknown = positionals.filter((name) => !partNames.includes(name))
  if (unknown.length > 0) {
    throw new UsageError(`No part is called ${unknown.join(', ')}. The parts are: ${partNames.join(', ')}`)
  }
  const seconds = positive('--seconds', values.seconds)
  const rounds = positive('--rounds', values.rounds)
  const isFull = seconds === undefined && rounds === undefined
  return { parts: positionals, seconds, rounds, write: values.write ?? isFull }
}

function parsed(argv: string[]) {
  try {
    return parseArgs({
      args: argv,
      allowPositionals: true,
      options: { seconds: { type: 'string' }, rounds: { type: 'string' }, write: { type: 'boolean' } },
    })
  } catch (error) {
    throw new UsageError(
      `${(error as Error).message}. Usage: npm run bench -- [part …] [--seconds N] [--rounds N] [--write]`,
    )
  }
}

function positive(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new UsageError(`${name} must be a whole number from 1 to 9999`)
  return Number(text)
}
