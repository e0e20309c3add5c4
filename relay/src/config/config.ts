import { readFileSync } from 'node:fs'
import { logLevels, type LogLevel } from '../log'
import type { RegisteredApp } from '../registered-app'
import { Secret } from '../secret'
import { readAppsFile } from './apps-file'
import {
  checkAppId,
  checkAvatar,
  checkCredential,
  checkHost,
  checkNickName,
  checkOneOf,
  checkUpstreamUrl,
  checkWholeNumber,
} from './checks'
import { ConfigError } from './config-error'
import { readHttp, type HttpConfig } from './http-config'
import { readLogin, type LoginConfig } from './login-config'
import { readStore, type StoreConfig } from './store-config'
import { createReader, type Count, type Environment, type ReadFile, type Reader } from './reader'
import { oneAppVariables, type VariableName } from './variables'

/** What a relay has to know. All of it is checked; times are milliseconds, sizes bytes. */
export interface RelayConfig {
  apps: ReadonlyMap<string, RegisteredApp>
  listen: { host: string; port: number; shutdownTimeoutMs: number }
  http: HttpConfig
  login: LoginConfig
  store: StoreConfig
  upstream: {
    wechatUrl: string
    iotUrl: string
    timeoutMs: number
    replyLimitBytes: number
    breakerOpenMs: number
  }
  placeholder: { nickName: string; avatar: string }
  logLevel: LogLevel
}

const ONE_HOUR_MS = 3_600_000
const ONE_MEBIBYTE = 1_048_576

/**
 * The configuration that an environment holds.
 *
 * Throws a `ConfigError` with every problem at once: a wrong value never becomes a default. Variables that
 * it does not know are left alone.
 */
export function loadConfig(
  environment: Environment,
  readFile: ReadFile = (path) => readFileSync(path, 'utf8'),
): RelayConfig {
  const problems: string[] = []
  const read = createReader(environment, problems, readFile)
  const count: Count = (name, lowest, highest) => Number(read.text(name, checkWholeNumber(lowest, highest)))
  const baseUrl = (name: 'WECHAT_API_URL' | 'IOT_API_URL'): string =>
    read.text(name, checkUpstreamUrl).replace(/\/+$/, '')

  const apps = read.isSet('RELAY_APPS_FILE') ? readApps(read, problems, readFile) : [readOneApp(read)]
  const config: RelayConfig = {
    apps: new Map(apps.map((app) => [app.appId, app])),
    listen: {
      host: read.text('HOST', checkHost),
      port: count('PORT', 0, 65_535),
      shutdownTimeoutMs: count('SHUTDOWN_TIMEOUT_MS', 0, ONE_HOUR_MS),
    },
    http: readHttp(read, count),
    login: readLogin(count),
    store: readStore(read, count),
    upstream: {
      wechatUrl: baseUrl('WECHAT_API_URL'),
      iotUrl: baseUrl('IOT_API_URL'),
      timeoutMs: count('UPSTREAM_TIMEOUT_MS', 1, ONE_HOUR_MS),
      replyLimitBytes: count('UPSTREAM_REPLY_LIMIT_BYTES', 1024, 16 * ONE_MEBIBYTE),
      breakerOpenMs: count('BREAKER_OPEN_MS', 0, ONE_HOUR_MS),
    },
    placeholder: {
      nickName: read.text('PLACEHOLDER_NICK_NAME', checkNickName),
      avatar: read.text('PLACEHOLDER_AVATAR', checkAvatar),
    },
    logLevel: read.text('LOG_LEVEL', checkOneOf(logLevels)) as LogLevel,
  }
  if (problems.length > 0) throw new ConfigError(problems)
  return config
}

function readOneApp(read: Reader): RegisteredApp {
  const secret = (name: VariableName): Secret => new Secret(read.text(name, checkCredential))
  const app: RegisteredApp = {
    appId: read.text('WECHAT_APP_ID', checkAppId),
    wechatAppSecret: secret('WECHAT_APP_SECRET'),
    kind: read.text('WECHAT_APP_KIND', checkOneOf(['miniProgram', 'plugin'])) as RegisteredApp['kind'],
    iotAppKey: read.text('IOT_APP_KEY', checkCredential),
    iotAppSecret: secret('IOT_APP_SECRET'),
    idKind: read.text('WX_ID_KIND', checkOneOf(['openid', 'unionid'])) as RegisteredApp['idKind'],
  }
  if (read.isSet('WECHAT_APP_SECRET_PREVIOUS')) {
    app.previousWechatAppSecret = secret('WECHAT_APP_SECRET_PREVIOUS')
  }
  if (read.isSet('IOT_APP_SECRET_PREVIOUS')) app.previousIotAppSecret = secret('IOT_APP_SECRET_PREVIOUS')
  return app
}

function readApps(read: Reader, problems: string[], readFile: ReadFile): RegisteredApp[] {
  for (const name of oneAppVariables) {
    if (read.isSet(name)) problems.push(`${name} contradicts RELAY_APPS_FILE: set one or the other`)
  }
  const path = read.text('RELAY_APPS_FILE', (value) => (value.trim() === '' ? 'must be a path' : undefined))
  let text: string
  try {
    text = readFile(path)
  } catch {
    problems.push('RELAY_APPS_FILE cannot be read: check that the path exists and the file may be read')
    return []
  }
  return readAppsFile(text, problems)
}
