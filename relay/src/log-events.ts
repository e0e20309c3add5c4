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
          ...(event.cause === undefined ? {} : { cause: event.cause }),
          hint: `${STORE_CURES[event.cause ?? ''] ?? SILENT_STORE} Until then each copy keeps limits and answers to itself.`,
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
    case 'evicted':
  }
}

const SILENT_STORE = 'Redis does not answer: look at its process, and at the network on the way.'

/** By what Redis or the connection said. */
const STORE_CURES: Readonly<Record<string, string>> = {
  WRONGPASS: 'Redis refuses the user name or password: correct them in REDIS_URL.',
  NOAUTH: 'Redis asks for a password: put it into REDIS_URL.',
  NOPERM: 'Redis forbids its user a command or a key: see the rights that the documentation lists.',
  READONLY: 'Redis is a replica that takes no writes: point REDIS_URL at the primary, or at a Sentinel.',
  OOM: 'Redis is full: raise maxmemory, and set maxmemory-policy to volatile-lru.',
  MISCONF: 'Redis takes no writes since it cannot save to its disk: free the disk, or switch saving off.',
  NOREPLICAS: 'Redis takes no writes since too few of its replicas are there: bring them back.',
  CLUSTERDOWN: 'The cluster of Redis has lost nodes that it needs: bring them back.',
  ENOTFOUND: 'The host in REDIS_URL is not a known name: correct it, or the name service.',
}

const CLOCK_HINT =
  "This machine's clock is that far ahead of the upstream's: set it right, signatures carry it."
