import type { Clock } from './clock'

/** From the least to the most serious; `silent` writes nothing. */
export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

/**
 * The only fields that a log line can have. What is not named here is not written, so a code, an OpenID, a
 * session key, a token, a secret, a nickname, a body or a query has no place to appear in.
 */
export const logFields = [
  'requestId',
  'appId',
  'codeType',
  'outcome',
  'shared',
  'status',
  'wechatMs',
  'iotMs',
  'totalMs',
  'upstreamCode',
  'fault',
  'faultKind',
  'hint',
  'errorName',
  'where',
  'url',
  'apps',
  'signal',
  'upstream',
  'state',
  'seconds',
  'cause',
] as const

export type LogFields = Partial<Record<(typeof logFields)[number], string | number>>
export type LogEvent =
  | 'listening'
  | 'login'
  | 'refused'
  | 'bug'
  | 'reloaded'
  | 'not-reloaded'
  | 'closing'
  | 'closed'
  | OperatingEvent

/** What befalls the relay as a whole: its store, an upstream, its clock. */
export type OperatingEvent = 'store' | 'breaker' | 'pause' | 'clock'

export interface Log {
  (level: Exclude<LogLevel, 'silent'>, event: LogEvent, fields?: LogFields): void
}

const LONGEST_VALUE = 500

/** A log of JSON lines. `write` gets one line at a time, with its line end. */
export function createLog(level: LogLevel, clock: Clock, write: (line: string) => void): Log {
  const threshold = logLevels.indexOf(level)
  return (lineLevel, event, fields = {}) => {
    if (logLevels.indexOf(lineLevel) < threshold) return
    let line = `{"time":"${new Date(clock.now()).toISOString()}","level":"${lineLevel}","event":"${event}"`
    for (const name of logFields) {
      const value = fields[name]
      if (typeof value === 'string') line += `,"${name}":${JSON.stringify(value.slice(0, LONGEST_VALUE))}`
      else if (typeof value === 'number') line += `,"${name}":${JSON.stringify(value)}`
    }
    write(`${line}}\n`)
  }
}
