import type { Clock } from './clock'
import type { RelayEvent } from './events'
import { cureOf, SILENT_REDIS } from './redis-cures'

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
  'host',
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
  'consent',
] as const

export type LogFields = Partial<Record<(typeof logFields)[number], string | number | undefined>>
export type LogEvent =
  | 'listening'
  | 'login'
  | 'account-deletion'
  | 'on-login'
  | 'avatar'
  | 'wechat-event'
  | 'refused'
  | 'bug'
  | 'reloaded'
  | 'not-reloaded'
  | 'closing'
  | 'closed'
  | 'tx-iot-sdk-signature'
  | OperatingEvent

/** Events of the relay as a whole: its store, an upstream, its clock. */
export type OperatingEvent = 'store' | 'breaker' | 'pause' | 'clock'

export interface Log {
  (level: Exclude<LogLevel, 'silent'>, event: LogEvent, fields?: LogFields): void
}

const LONGEST_VALUE = 500

/** A log of JSON lines. `write` gets one line at a time, with its line end. A line that it fails on is lost. */
export function createLog(level: LogLevel, clock: Clock, write: (line: string) => void): Log {
  const threshold = logLevels.indexOf(level)
  // Many lines are written in one millisecond, and to spell its time is most of what a line costs.
  let spelled = { at: NaN, time: '' }

  function timeNow(): string {
    const at = clock.now()
    if (at !== spelled.at) spelled = { at, time: new Date(at).toISOString() }
    return spelled.time
  }

  return (lineLevel, event, fields = {}) => {
    if (logLevels.indexOf(lineLevel) < threshold) return
    let line = `{"time":"${timeNow()}","level":"${lineLevel}","event":"${event}"`
    for (const name of logFields) {
      const value = fields[name]
      if (typeof value === 'string') line += `,"${name}":${JSON.stringify(value.slice(0, LONGEST_VALUE))}`
      else if (typeof value === 'number') line += `,"${name}":${Number.isFinite(value) ? value : 'null'}`
    }
    hand(`${line}}\n`, write)
  }
}

/** A host's own function may throw, or be async and fail later: that costs the line, and no login. */
function hand(line: string, write: (line: string) => unknown): void {
  try {
    const written = write(line)
    if (written instanceof Promise) written.catch(() => undefined)
  } catch {
    // There is no other place to say it: this function is the log.
  }
}

/** Writes down what concerns the relay as a whole. Each login has its own line, which tells of its calls too. */
export function logEvent(log: Log, event: RelayEvent): void {
  switch (event.type) {
    case 'store':
      if (event.isShared) log('info', 'store', { state: 'shared', hint: 'Redis answers again.' })
      else {
        log('error', 'store', {
          state: 'local',
          ...(event.cause === undefined ? {} : { cause: event.cause }),
          hint: `${cureOf(event.cause) ?? SILENT_REDIS} Until then each copy keeps limits and answers to itself.`,
        })
      }
      break
    case 'breaker': {
      const { upstream, state } = event
      log(state === 'open' ? 'error' : 'info', 'breaker', { upstream, state })
      break
    }
    case 'pause':
      log('error', 'pause', {
        upstream: event.upstream,
        seconds: Math.round(event.milliseconds / 1000),
        hint: 'A quota is used up: wait so long, as calls that need it do, or ask the upstream for more.',
      })
      break
    case 'clock': {
      const { upstream, seconds } = event
      const isOff = seconds !== 0
      log(isOff ? 'warn' : 'info', 'clock', { upstream, seconds, ...(isOff ? { hint: CLOCK_HINT } : {}) })
      break
    }
    case 'login':
    case 'limited':
    case 'call':
    case 'retry':
    case 'evicted':
  }
}

const CLOCK_HINT =
  "This machine's clock is that far ahead of the upstream's: set it right, signatures carry it."

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
