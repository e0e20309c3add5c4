import { readFileSync } from 'node:fs'
import { logLevels, type LogLevel } from '../log'
import { txIotUserIds, type RegisteredApp, type TxIotUserIdKind } from '../registered-app'
import { Secret } from '../secret'
import { readAppsFile } from './apps-file'
import { readAvatars, type AvatarConfig } from './avatar-config'
import {
  areSwapped,
  checkAesKey,
  checkAppId,
  checkAvatar,
  checkCredential,
  checkHost,
  checkIotUrl,
  checkNickName,
  checkOneOf,
  checkProxyUrl,
  checkPushToken,
  checkWechatSecret,
  checkWechatUrl,
  checkWholeNumber,
} from './checks'
import { createReader, type Count, type Environment, type ReadFile, type Reader } from './reader'
import { readHostRules } from '../host-sign/host-rules'
import { readHttp, type HttpConfig } from './http-config'
import { readLogin, readStore, type LoginConfig, type StoreConfig } from './login-config'
import { unknownNames } from './unknown-names'
import { oneAppVariables, type VariableName } from './variables'

/** What a relay has to know. All of it is checked; times are milliseconds, sizes bytes. */
export interface RelayConfig {
  apps: ReadonlyMap<string, RegisteredApp>
  listen: { host: string; port: number; shutdownTimeoutMs: number }
  http: HttpConfig
  login: LoginConfig
  store: StoreConfig
  /** Absent: the relay takes no pictures. */
  avatar?: AvatarConfig
  upstream: {
    wechatUrl: string
    iotUrl: string
    timeoutMs: number
    replyLimitBytes: number
    breakerOpenMs: number
    /** Through which both are called; absent: directly. */
    proxy?: Secret
  }
  placeholder: { nickName: string; avatar: string }
  logLevel: LogLevel
}

/** Everything that is wrong with a configuration, each line with its variable and its cure. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'

  constructor(readonly problems: readonly string[]) {
    super(
      `The configuration has ${problems.length} problem(s):\n${problems.map((line) => `  - ${line}`).join('\n')}`,
    )
  }
}

const ONE_HOUR_MS = 3_600_000
const ONE_MEBIBYTE = 1_048_576

/**
 * The configuration that an environment holds.
 *
 * Throws a `ConfigError` with every problem at once: a wrong value never becomes a default. Of the variables that it
 * does not know it refuses those that look like one of its own, and leaves the others alone.
 */
export function loadConfig(
  environment: Environment,
  readFile: ReadFile = (path) => readFileSync(path, 'utf8'),
): RelayConfig {
  const problems: string[] = []
  const read = createReader(environment, problems, readFile)
  const count: Count = (name, lowest, highest) => Number(read.text(name, checkWholeNumber(lowest, highest)))
  const withoutSlash = (url: string): string => url.replace(/\/+$/, '')

  const apps = read.isSet('RELAY_APPS_FILE')
    ? readApps(read, problems, readFile)
    : [readOneApp(read, problems)]
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
      wechatUrl: withoutSlash(read.text('WECHAT_API_URL', checkWechatUrl)),
      iotUrl: withoutSlash(read.text('IOT_API_URL', checkIotUrl)),
      timeoutMs: count('UPSTREAM_TIMEOUT_MS', 1, ONE_HOUR_MS),
      replyLimitBytes: count('UPSTREAM_REPLY_LIMIT_BYTES', 1024, 16 * ONE_MEBIBYTE),
      breakerOpenMs: count('BREAKER_OPEN_MS', 0, ONE_HOUR_MS),
      ...(read.isSet('UPSTREAM_PROXY')
        ? { proxy: new Secret(read.text('UPSTREAM_PROXY', checkProxyUrl)) }
        : {}),
    },
    placeholder: {
      nickName: read.text('PLACEHOLDER_NICK_NAME', checkNickName),
      avatar: read.text('PLACEHOLDER_AVATAR', checkAvatar),
    },
    logLevel: read.text('LOG_LEVEL', checkOneOf(logLevels)) as LogLevel,
  }
  const avatar = readAvatars(read, count, config.store.dataDir, problems)
  if (avatar !== undefined) config.avatar = avatar
  const names = Object.keys(environment).filter((name) => environment[name] !== undefined)
  problems.push(...unknownNames(names))
  if (problems.length > 0) throw new ConfigError(problems)
  return config
}

const noCheck = (): undefined => undefined

const HOST_VARIABLES = {
  pluginToken: 'PLUGIN_TOKEN',
  previousPluginToken: 'PLUGIN_TOKEN_PREVIOUS',
  hosts: 'PLUGIN_HOSTS',
  developmentHosts: 'PLUGIN_DEVELOPMENT_HOSTS',
} as const

function readOneApp(read: Reader, problems: string[]): RegisteredApp {
  const secret = (name: VariableName, check = checkCredential): Secret => new Secret(read.text(name, check))
  const app: RegisteredApp = {
    appId: read.text('WECHAT_APP_ID', checkAppId),
    wechatAppSecret: secret('WECHAT_APP_SECRET', checkWechatSecret),
    kind: read.text('WECHAT_APP_KIND', checkOneOf(['miniProgram', 'plugin'])) as RegisteredApp['kind'],
    iotAppKey: read.text('IOT_APP_KEY', checkCredential),
    iotAppSecret: secret('IOT_APP_SECRET'),
    idKind: read.text('WX_ID_KIND', checkOneOf(['openid', 'unionid'])) as RegisteredApp['idKind'],
    txIotUserId: read.text('TX_IOT_USER_ID', checkOneOf(txIotUserIds)) as TxIotUserIdKind,
  }
  if (areSwapped(app.iotAppKey, app.iotAppSecret.reveal())) {
    problems.push('IOT_APP_KEY looks like an AppSecret, and IOT_APP_SECRET like an AppKey: swap them')
  }
  if (app.txIotUserId === 'openid' && app.idKind === 'unionid') {
    problems.push('TX_IOT_USER_ID contradicts WX_ID_KIND, which has no OpenID: set it to derived')
  }
  if (read.isSet('WECHAT_APP_SECRET_PREVIOUS')) {
    app.previousWechatAppSecret = secret('WECHAT_APP_SECRET_PREVIOUS', checkWechatSecret)
  }
  if (read.isSet('IOT_APP_SECRET_PREVIOUS')) app.previousIotAppSecret = secret('IOT_APP_SECRET_PREVIOUS')
  const token = read.isSet('WECHAT_PUSH_TOKEN') ? secret('WECHAT_PUSH_TOKEN', checkPushToken) : undefined
  const aesKey = read.isSet('WECHAT_PUSH_AES_KEY') ? secret('WECHAT_PUSH_AES_KEY', checkAesKey) : undefined
  if (token !== undefined) app.push = { token, ...(aesKey === undefined ? {} : { aesKey }) }
  else if (aesKey !== undefined) {
    problems.push('WECHAT_PUSH_AES_KEY cannot be used without WECHAT_PUSH_TOKEN: set both, or remove it')
  }
  const list = (name: VariableName): string[] | undefined =>
    read.isSet(name) ? read.text(name, noCheck).split(',') : undefined
  const hostRules = readHostRules(
    {
      pluginToken: read.isSet('PLUGIN_TOKEN') ? secret('PLUGIN_TOKEN') : undefined,
      previousPluginToken: read.isSet('PLUGIN_TOKEN_PREVIOUS') ? secret('PLUGIN_TOKEN_PREVIOUS') : undefined,
      hosts: list('PLUGIN_HOSTS'),
      developmentHosts: list('PLUGIN_DEVELOPMENT_HOSTS'),
    },
    app.kind,
    HOST_VARIABLES,
    (problem) => problems.push(problem),
  )
  return hostRules === undefined ? app : { ...app, hostRules }
}

function readApps(read: Reader, problems: string[], readFile: ReadFile): RegisteredApp[] {
  for (const name of oneAppVariables) {
    if (read.isSet(name)) problems.push(`${name} contradicts RELAY_APPS_FILE: set one or the other`)
  }
  const path = read.text('RELAY_APPS_FILE', (value) =>
    value.trim() === '' ? 'is blank: set it to the path of a JSON file' : undefined,
  )
  let text: string
  try {
    text = readFile(path)
  } catch {
    problems.push('RELAY_APPS_FILE cannot be read: check that the path exists and the file may be read')
    return []
  }
  return readAppsFile(text, problems)
}
