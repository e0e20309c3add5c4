import { setTimeout as waitFor } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import type { Registry } from 'prom-client'
import { createProveUser } from './account/prove-user'
import { createApp } from './app'
import { systemClock, type Clock } from './clock'
import type { RelayConfig } from './config/config'
import { createAvatars } from './create-avatars'
import { createPlatform } from './create-platform'
import { createShared } from './create-shared'
import { createDeleteAccount } from './deletion/delete-account'
import type { LimitedBy, Report } from './events'
import { createVerifyHost, namesHost } from './host-sign/verify-host'
import { createLog, logEvent, type Log } from './log'
import { createAdmission } from './login/admission'
import { createLogin } from './login/login'
import { createRateLimits } from './login/rate-limits'
import { createMetrics } from './metrics'
import { tellLogin, type OnLogin } from './on-login/tell-login'
import { randomNonce, signParameters } from './platform/explorer/sign'
import { createSignLogin } from './tx-iot-sdk/sign-login'
import { createForgetProfile } from './withdrawal/forget-profile'
import type { ProfileEvent } from './withdrawal/profile-event'
import { createResetProfile } from './withdrawal/reset-profile'

export interface RelayOptions {
  /** Gets the log, one JSON line at a time. A line that it fails on is lost, and no login with it. Default: nothing is written. */
  writeLog?: (line: string) => void
  /** Default: the system's. */
  clock?: Clock
  /**
   * Told of each login: AppID, OpenID, end of the token. For a server that has to know who logged in, since the code is
   * spent by then. A failure of it is a line in the log. Default: nothing is told.
   */
  onLogin?: OnLogin
  /** Default: cryptographically random, 1 to 2^31 - 1. */
  nonce?: () => number
  /**
   * Told of each user who took back name and picture, whose profile WeChat cleaned, or who left WeChat, so that the host
   * forgets them too. Where it rejects, WeChat sends the event again.
   */
  onProfileEvent?: (event: ProfileEvent) => unknown
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
  // How long a token is good, IoT Explorer's clock tells where ours is known to be off.
  const tokenClock: Clock = { now: () => platform.now(), elapsed: () => clock.elapsed() }
  const apps = new Map(config.apps)
  const { shared, lasting, ...store } = createShared({
    config: config.store,
    apps: [...apps.values()],
    clock: tokenClock,
    wait,
    replayMs,
    reuseMs,
    onChange: (isShared, cause) =>
      report({ type: 'store', isShared, ...(cause === undefined ? {} : { cause }) }),
    onEvict: (table) => report({ type: 'evicted', table }),
    onLastingFailure: (hint) => log('error', 'store', { state: 'unknown', hint }),
  })
  const metrics = createMetrics({
    admission: () => admission.state(),
    isStoreShared: store.isShared,
    namesHost: (host) => namesHost(apps, host),
  })
  const report: Report = (event) => {
    metrics.count(event)
    logEvent(log, event)
  }
  const platform = createPlatform({ config: config.upstream, clock, nonce, wait, report })
  const onLimited = (by: LimitedBy): void => report({ type: 'limited', by })
  const limits = createRateLimits({
    counters: shared,
    perMinute,
    onLimited,
  })
  const verifyHost = createVerifyHost(clock)
  const parts = { apps, verifyHost, ...platform, shared, admission, limits, clock: tokenClock, timeoutMs }
  const resetProfile = createResetProfile(platform.updateUser, lasting)
  const login = createLogin({ ...parts, marks: lasting, resetProfile, placeholder: config.placeholder })
  const proveUser = createProveUser(parts)
  const deleteAccount = createDeleteAccount(proveUser, lasting, clock)
  const signLogin = createSignLogin({ proveUser, sign: signParameters, clock: tokenClock, nonce })
  const avatars =
    config.avatar === undefined
      ? {}
      : {
          avatars: createAvatars(config.avatar, {
            ...{ proveUser, ...platform, marks: lasting, placeholder: config.placeholder },
            ...{ counters: shared, onLimited, bucket: config.upstream },
          }),
        }
  const forget = createForgetProfile({
    ...{ apps, marks: lasting, clock },
    ...(avatars.avatars === undefined ? {} : { pictures: avatars.avatars.pictures }),
    ...(options.onProfileEvent === undefined ? {} : { onEvent: options.onProfileEvent }),
  })
  const { registry } = metrics
  const app = createApp({
    login,
    deleteAccount,
    signLogin,
    ...avatars,
    events: { apps, forget },
    log,
    clock,
    limits,
    report,
    probeStore: store.probe,
    metrics: registry,
    ...(options.onLogin === undefined ? {} : { onLogin: tellLogin(options.onLogin, log) }),
    ...config.http,
  })
  app.addHook('onReady', store.opened)
  app.addHook('onClose', async () => {
    // Logins whose callers have gone are finished and kept as well.
    await admission.idle()
    await platform.close()
    await shared.close()
    await lasting.close()
  })
  const useApps = (next: RelayConfig['apps']): void => {
    apps.clear()
    for (const [appId, registered] of next) apps.set(appId, registered)
  }
  return { app, log, metrics: registry, useApps, close: () => app.close() }
}
