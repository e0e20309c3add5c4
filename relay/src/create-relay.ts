import { setTimeout as waitFor } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import type { Registry } from 'prom-client'
import { createApp } from './app'
import { systemClock, type Clock } from './clock'
import type { RelayConfig } from './config/config'
import { createPlatform } from './create-platform'
import { createStore } from './create-store'
import type { Report } from './events'
import { createAdmission } from './login/admission'
import { createRateLimits } from './login/rate-limits'
import { createLog, type Log } from './log'
import { logEvent } from './log-events'
import { createLogin } from './login/login'
import { createOneCallPerUser } from './login/one-call-per-user'
import { createOncePerCode } from './login/once-per-code'
import { createMetrics } from './metrics'
import { randomNonce } from './platform/explorer/nonce'
import type { RegisteredApp } from './registered-app'
import { Secret } from './secret'
import { createVault, type Vault } from './shared/vault'

export interface RelayOptions {
  /** Gets the log, one JSON line at a time. Default: nothing is written. */
  writeLog?: (line: string) => void
  /** Default: the system's. */
  clock?: Clock
  /** Default: cryptographically random, 1 to 2^31 - 1. */
  nonce?: () => number
}

export interface Relay {
  /** The HTTP side: `listen({ host, port })` opens it, `inject` asks it without a port. */
  app: FastifyInstance
  log: Log
  /** What `GET /metrics` tells, for those who want to add to it. */
  metrics: Registry
  /** Serves these apps from now on, with these secrets. Logins under way end with the ones that they began with. */
  useApps: (apps: RelayConfig['apps']) => void
  /** Refuses new logins, waits for those under way, then ends the connections to the upstreams. */
  close: () => Promise<void>
}

/**
 * A relay for a configuration, with the real platform behind it: the one place that names implementations.
 *
 * @example
 * const relay = createRelay(loadConfig(environment))
 * const url = await relay.app.listen({ host: '127.0.0.1', port: 0 })
 */
export function createRelay(config: RelayConfig, options: RelayOptions = {}): Relay {
  const { clock = systemClock, nonce = randomNonce, writeLog = () => undefined } = options
  const wait = (milliseconds: number): Promise<void> => waitFor(milliseconds)
  const log = createLog(config.logLevel, clock, writeLog)
  const { timeoutMs, maxInside, maxWaiting, perMinute, replayMs, reuseMs } = config.login
  const admission = createAdmission({ inside: maxInside, waiting: maxWaiting })
  const { store, ...keeping } = createStore(config.store, clock, (isShared) =>
    report({ type: 'store', isShared }),
  )
  const metrics = createMetrics({ admission: () => admission.state(), isStoreShared: keeping.isShared })
  const report: Report = (event) => {
    metrics.count(event)
    logEvent(log, event)
  }
  const platform = createPlatform({ config: config.upstream, clock, nonce, wait, report })
  const apps = new Map(config.apps)
  const limits = createRateLimits({
    store,
    vault: vaultOfAll([...apps.values()]),
    perMinute,
    onLimited: (by) => report({ type: 'limited', by }),
  })
  const login = createLogin({
    apps,
    ...platform,
    oncePerCode: createOncePerCode({ store, vaultOf, wait, replayMs }),
    oneCallPerUser: createOneCallPerUser({ store, vaultOf, wait, clock, reuseMs }),
    admission,
    limits,
    placeholder: config.placeholder,
    clock,
    timeoutMs,
  })
  const { registry } = metrics
  const { probe: probeStore } = keeping
  const app = createApp({
    login,
    log,
    clock,
    limits,
    report,
    probeStore,
    metrics: registry,
    ...config.http,
  })
  app.addHook('onReady', keeping.opened)
  app.addHook('onClose', async () => {
    await platform.close()
    await store.close()
  })
  const useApps = (next: RelayConfig['apps']): void => {
    apps.clear()
    for (const [appId, registered] of next) apps.set(appId, registered)
  }
  return { app, log, metrics: registry, useApps, close: () => app.close() }
}

const vaults = new WeakMap<RegisteredApp, Vault>()

/** Of the secret that could log in as anybody, so that the vault is no weaker than what it keeps. */
function vaultOf(app: RegisteredApp): Vault {
  const vault = vaults.get(app) ?? createVault(app.iotAppSecret)
  vaults.set(app, vault)
  return vault
}

/** For what belongs to no app. It stays the same while apps change, so that counting goes on. */
const vaultOfAll = (apps: RegisteredApp[]): Vault =>
  createVault(new Secret(apps.map(({ iotAppSecret }) => iotAppSecret.reveal()).join('\n')))
