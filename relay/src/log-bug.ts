import type { LogFields } from './log'

const FRAMES = 3

/**
 * Where an unforeseen error came from, for the log. Its message is left out on purpose: it may quote what was
 * being handled.
 */
export function describeBug(error: unknown): LogFields {
  if (!(error instanceof Error)) return { errorName: typeof error }
  const frames = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^ {4}at .*:\d+:\d+\)?$/.test(line))
    .slice(0, FRAMES)
  return { errorName: error.name, where: frames.map((frame) => frame.trim()).join(' < ') }
}
