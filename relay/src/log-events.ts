import type { RelayEvent } from './events'
import type { Log } from './log'

/** Writes down what concerns the relay as a whole. Each login has its own line, which tells of its calls too. */
export function logEvent(log: Log, event: RelayEvent): void {
  switch (event.type) {
    case 'store':
      if (event.isShared) log('info', 'store', { state: 'shared', hint: 'Redis answers again.' })
      else {
        log('error', 'store', {
          state: 'local',
          ...(event.cause === undefined ? {} : { fault: event.cause }),
          hint: 'Redis does not answer: each copy keeps limits and answers to itself until it does.',
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
        hint: 'A quota is used up. Calls that need it wait so long.',
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
  }
}

const CLOCK_HINT =
  "This machine's clock is that far ahead of the upstream's: set it right, signatures carry it."
