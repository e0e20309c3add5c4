import type { Log } from './log'
import { noObserver, type Observer } from './observer'

/** Writes down what befalls the relay as a whole. Each login has its own line, which tells what befell it. */
export function createLogObserver(log: Log): Observer {
  return {
    ...noObserver,
    store: (isShared) =>
      isShared
        ? log('info', 'store', { state: 'shared', hint: 'Redis answers again.' })
        : log('error', 'store', {
            state: 'local',
            hint: 'Redis does not answer: each copy keeps limits and answers to itself until it does.',
          }),
    breaker: (upstream, state) => log(state === 'open' ? 'error' : 'info', 'breaker', { upstream, state }),
    pause: (upstream, milliseconds) =>
      log('error', 'pause', {
        upstream,
        seconds: Math.round(milliseconds / 1000),
        hint: 'A quota is used up. Calls that need it wait so long.',
      }),
    clockSkew: (upstream, seconds) =>
      seconds === 0
        ? log('info', 'clock', { upstream, seconds })
        : log('warn', 'clock', {
            upstream,
            seconds,
            hint: "This machine's clock is that far ahead of the upstream's: set it right, signatures carry it.",
          }),
  }
}
