import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import { errorTable } from './errors'
import type { BreakerState, RelayEvent, UpstreamOperation } from './events'

export interface MetricsSources {
  /** Asked when the metrics are. */
  admission: () => { inside: number; waiting: number }
  isStoreShared: () => boolean
  /** Whether an app's list of hosts names it: any other could be any number of labels. */
  namesHost: (appId: string) => boolean
}

export interface Metrics {
  registry: Registry
  count: (event: RelayEvent) => void
}

const BREAKER_VALUE: Readonly<Record<BreakerState, number>> = { closed: 0, halfOpen: 0.5, open: 1 }
const OPERATIONS: readonly UpstreamOperation[] = [
  'jscode2session',
  'stable_token',
  'getpluginopenpid',
  'AppGetTokenByWeiXin',
  'AppUpdateUser',
]
/** Labels of `host`; all others share one. */
const MOST_HOSTS = 100
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** Only codes of the table: those that the platform made up itself could be any number of labels. */
const codeLabel = (outcome: string): string =>
  outcome === 'ok' || Object.hasOwn(errorTable, outcome) ? outcome : 'other'

/**
 * What Prometheus is told, in a registry of this relay's own. Labels come from closed lists: no address, person
 * or text of anybody's is among them, and of apps only those that the configuration names as hosts.
 */
export function createMetrics({ admission, isStoreShared, namesHost }: MetricsSources): Metrics {
  const registry = new Registry()
  const named = (name: string, help: string) => ({ name: `iot_login_${name}`, help, registers: [registry] })
  const counter = <L extends string>(name: string, help: string, ...labelNames: L[]): Counter<L> =>
    new Counter({ ...named(name, help), labelNames })
  const histogram = <L extends string>(name: string, help: string, ...labelNames: L[]): Histogram<L> =>
    new Histogram({ ...named(name, help), labelNames, buckets: SECONDS })
  const gauge = <L extends string>(name: string, help: string, ...labelNames: L[]): Gauge<L> =>
    new Gauge({ ...named(name, help), labelNames })
  const read = (name: string, help: string, value: () => number): void => {
    new Gauge({
      ...named(name, help),
      collect() {
        this.set(value())
      },
    })
  }

  const logins = counter('logins_total', 'Logins answered, by code; ok for a token.', 'code')
  const byHost = counter('plugin_logins_total', 'Logins of a plugin, by the mini program.', 'host', 'result')
  const loginSeconds = histogram('login_duration_seconds', 'From the request to the answer.', 'result')
  const shared = counter('logins_shared_total', 'Logins answered without a call of their own.', 'how')
  const limited = counter('rate_limited_total', 'Requests over a limit of this relay.', 'by')
  const calls = counter('upstream_calls_total', 'Calls, by what came of them.', 'operation', 'outcome')
  const callSeconds = histogram('upstream_call_duration_seconds', 'One call, tries apart.', 'operation')
  const retries = counter('upstream_retries_total', 'Calls that were tried again.', 'operation')
  const breaker = gauge('upstream_breaker', '0 closed, 0.5 half open, 1 open: not asked.', 'upstream')
  const pauses = counter('upstream_pauses_total', 'Times that a quota was found used up.', 'upstream')
  const skew = gauge('clock_skew_seconds', 'How far our clock is ahead, when more than 30.', 'upstream')
  read('logins_inside', 'Logins under way.', () => admission().inside)
  read('logins_waiting', 'Logins in line.', () => admission().waiting)
  read('store_shared', '1 while the store is shared as configured, 0 while a local one stands in.', () =>
    isStoreShared() ? 1 : 0,
  )
  const losses = counter('store_losses_total', 'Times that Redis was lost.')
  const evictions = counter('memory_evictions_total', 'Entries that a full table dropped too early.', 'table')
  for (const upstream of ['WeChat', 'IoTExplorer']) breaker.set({ upstream }, BREAKER_VALUE.closed)

  /** Lists may be replaced while the relay runs, so what was once a label is counted. */
  const hostLabels = new Set<string>()
  function hostLabel(host: string): string {
    if (hostLabels.size < MOST_HOSTS && namesHost(host)) hostLabels.add(host)
    return hostLabels.has(host) ? host : 'other'
  }

  // Resolved once: looking labels up for each login would cost more than counting.
  const okLogins = logins.labels({ code: 'ok' })
  const loginTook = {
    ok: loginSeconds.labels({ result: 'ok' }),
    error: loginSeconds.labels({ result: 'error' }),
  }
  const callKinds = Object.fromEntries(
    OPERATIONS.map((operation) => [
      operation,
      { ok: calls.labels({ operation, outcome: 'ok' }), took: callSeconds.labels({ operation }) },
    ]),
  ) as Record<UpstreamOperation, { ok: Counter.Internal; took: Histogram.Internal<'operation'> }>

  return {
    registry,
    count(event) {
      switch (event.type) {
        case 'login': {
          const isOk = event.outcome === 'ok'
          if (isOk) okLogins.inc()
          else logins.inc({ code: codeLabel(event.outcome) })
          loginTook[isOk ? 'ok' : 'error'].observe(event.durationMs / 1000)
          if (event.shared !== undefined) shared.inc({ how: event.shared })
          if (event.host !== undefined) {
            byHost.inc({ host: hostLabel(event.host), result: isOk ? 'ok' : 'error' })
          }
          return
        }
        case 'call': {
          const { operation, outcome } = event
          const kind = callKinds[operation]
          if (outcome === 'ok') kind.ok.inc()
          else calls.inc({ operation, outcome })
          kind.took.observe(event.durationMs / 1000)
          return
        }
        case 'limited': {
          limited.inc({ by: event.by })
          return
        }
        case 'retry': {
          retries.inc({ operation: event.operation })
          return
        }
        case 'breaker': {
          breaker.set({ upstream: event.upstream }, BREAKER_VALUE[event.state])
          return
        }
        case 'pause': {
          pauses.inc({ upstream: event.upstream })
          return
        }
        case 'clock': {
          skew.set({ upstream: event.upstream }, event.seconds)
          return
        }
        case 'evicted': {
          evictions.inc({ table: event.table })
          return
        }
        case 'store':
          if (!event.isShared) losses.inc()
      }
    },
  }
}
