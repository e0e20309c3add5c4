import type { FastifyInstance } from 'fastify'
import { createApp } from './app'
import { systemClock, type Clock } from './clock'
import type { RelayConfig } from './config/config'
import { createLog, type Log } from './log'
import { createLogin } from './login/login'
import { createUpstreamCaller } from './platform/call'
import { createAppGetToken } from './platform/explorer/app-get-token'
import { randomNonce } from './platform/explorer/nonce'
import { createAccessTokens } from './platform/wechat/access-token'
import { createCodeToSession } from './platform/wechat/code-to-session'
import { createExchangeCode } from './platform/wechat/exchange-code'
import { createPluginOpenPid } from './platform/wechat/plugin-openpid'

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
  const { wechatUrl, iotUrl, timeoutMs, replyLimitBytes } = config.upstream
  const log = createLog(config.logLevel, clock, writeLog)
  const { call, close } = createUpstreamCaller({ timeoutMs, replyLimitBytes })
  const apps = new Map(config.apps)
  const login = createLogin({
    apps,
    exchangeCode: createExchangeCode({
      login: createCodeToSession(call, wechatUrl),
      pluginLogin: createPluginOpenPid(call, wechatUrl, createAccessTokens(call, wechatUrl, clock)),
    }),
    issueToken: createAppGetToken({ call, baseUrl: iotUrl, clock, nonce }),
    placeholder: config.placeholder,
    clock,
  })
  const app = createApp({ login, log, clock, ...config.http })
  app.addHook('onClose', close)
  const useApps = (next: RelayConfig['apps']): void => {
    apps.clear()
    for (const [appId, registered] of next) apps.set(appId, registered)
  }
  return { app, log, useApps, close: () => app.close() }
}
