import { isJsonObject, type JsonObject } from '../json-object'
import { txIotUserIds, type RegisteredApp, type TxIotUserIdKind } from '../registered-app'
import { Secret } from '../secret'
import {
  areSwapped,
  checkAesKey,
  checkAppId,
  checkCredential,
  checkOneOf,
  checkPushToken,
  checkWechatSecret,
  type Check,
} from './checks'
import { readHostRules, type GivenHostRules } from '../host-sign/host-rules'
import { isQuoted, withoutMark, wrongEncoding } from './reader'

const fields: Readonly<Record<string, { check: Check; default?: string }>> = {
  wechatAppSecret: { check: checkWechatSecret },
  previousWechatAppSecret: { check: checkWechatSecret },
  iotAppKey: { check: checkCredential },
  iotAppSecret: { check: checkCredential },
  previousIotAppSecret: { check: checkCredential },
  pushToken: { check: checkPushToken },
  pushAesKey: { check: checkAesKey },
  idKind: { check: checkOneOf(['openid', 'unionid']), default: 'openid' },
  kind: { check: checkOneOf(['miniProgram', 'plugin']), default: 'miniProgram' },
  txIotUserId: { check: checkOneOf(txIotUserIds), default: 'derived' },
  pluginToken: { check: checkCredential },
  previousPluginToken: { check: checkCredential },
}

const lists = ['hosts', 'developmentHosts']

/**
 * The apps of a JSON file: `{ "<appId>": { wechatAppSecret, iotAppKey, iotAppSecret, … } }`,
 * with what else `fields` has.
 * Problems are added to the list; nothing of the file's content but names is ever quoted.
 */
export function readAppsFile(text: string, problems: string[]): RegisteredApp[] {
  const say = (problem: string): number => problems.push(`RELAY_APPS_FILE: ${problem}`)
  const encoding = wrongEncoding(text)
  if (encoding !== undefined) {
    say(`the file ${encoding}`)
    return []
  }
  const json = withoutMark(text)
  let file: unknown
  try {
    file = JSON.parse(json)
  } catch {
    say('the file is not valid JSON: check commas and quotes')
    return []
  }
  if (!isJsonObject(file) || Object.keys(file).length === 0) {
    say('the file holds no app: give it an object with one entry an AppID')
    return []
  }
  for (const name of duplicateKeys(json)) {
    say(`${quoted(name)} stands twice, and the first of them would be lost: remove one`)
  }
  return Object.entries(file).map(([appId, entry]) => {
    const wrong = checkAppId(appId)
    if (wrong !== undefined) say(`the entry ${quoted(appId)} ${wrong}`)
    return readApp(appId, entry, (problem) => say(`${appId}: ${problem}`))
  })
}

const quoted = (name: string): string => JSON.stringify(name.slice(0, 64))

function readApp(appId: string, entry: unknown, say: (problem: string) => void): RegisteredApp {
  if (!isJsonObject(entry)) say('is not an object: give it the fields of an app')
  const given: JsonObject = isJsonObject(entry) ? entry : {}
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(fields, name) && !lists.includes(name)) {
      say(`${name} is no field: use one of ${[...Object.keys(fields), ...lists].join(', ')}, or remove it`)
    }
  }
  const text = (name: keyof typeof fields): string => {
    const field = fields[name]
    const value = given[name] ?? field?.default
    if (value === undefined) say(`${name} is missing: add it`)
    else if (typeof value !== 'string') say(`${name} is not a string: put it in quotes`)
    else {
      const wrong = isQuoted(value) ? 'is in quotes of its own: remove them' : field?.check(value)
      if (wrong !== undefined) say(`${name} ${wrong}`)
      return value
    }
    return ''
  }
  const app: RegisteredApp = {
    appId,
    wechatAppSecret: new Secret(text('wechatAppSecret')),
    iotAppKey: text('iotAppKey'),
    iotAppSecret: new Secret(text('iotAppSecret')),
    idKind: text('idKind') === 'unionid' ? 'unionid' : 'openid',
    kind: text('kind') === 'plugin' ? 'plugin' : 'miniProgram',
    txIotUserId: text('txIotUserId') as TxIotUserIdKind,
  }
  if (areSwapped(app.iotAppKey, app.iotAppSecret.reveal())) {
    say('iotAppKey looks like an AppSecret, and iotAppSecret like an AppKey: swap them')
  }
  if (app.txIotUserId === 'openid' && app.idKind === 'unionid') {
    say('txIotUserId contradicts idKind, which has no OpenID: set it to derived')
  }
  for (const name of ['previousWechatAppSecret', 'previousIotAppSecret'] as const) {
    if (given[name] !== undefined) app[name] = new Secret(text(name))
  }
  if (given.pushToken !== undefined) {
    app.push = { token: new Secret(text('pushToken')) }
    if (given.pushAesKey !== undefined) app.push.aesKey = new Secret(text('pushAesKey'))
  } else if (given.pushAesKey !== undefined) say('pushAesKey cannot be used without pushToken: add it')
  const secret = (name: keyof typeof fields): Secret | undefined =>
    given[name] === undefined ? undefined : new Secret(text(name))
  const hostRules = readHostRules(
    {
      pluginToken: secret('pluginToken'),
      previousPluginToken: secret('previousPluginToken'),
      hosts: listOf(given, 'hosts', say),
      developmentHosts: listOf(given, 'developmentHosts', say),
    },
    app.kind,
    HOST_FIELDS,
    say,
  )
  return hostRules === undefined ? app : { ...app, hostRules }
}

const HOST_FIELDS: Record<keyof GivenHostRules, string> = {
  pluginToken: 'pluginToken',
  previousPluginToken: 'previousPluginToken',
  hosts: 'hosts',
  developmentHosts: 'developmentHosts',
}

function listOf(given: JsonObject, name: string, say: (problem: string) => void): string[] | undefined {
  const value = given[name]
  if (value === undefined) return undefined
  if (Array.isArray(value) && value.every((each): each is string => typeof each === 'string')) return value
  say(`${name} is not a list of strings: write ["wx…"]`)
  return undefined
}

/**
 * Keys that an object of a valid JSON text has twice, of which `JSON.parse` keeps the last without a word; each once,
 * in the order in which they are repeated.
 */
export function duplicateKeys(json: string): string[] {
  const found = new Set<string>()
  const open: (Set<string> | undefined)[] = []
  // Strings whole, with the colon that makes one a key; and what opens and closes.
  for (const [token, text, colon] of json.matchAll(/("(?:[^"\\]|\\.)*")(\s*:)?|[[\]{}]/g)) {
    if (token === '{') open.push(new Set())
    else if (token === '[') open.push(undefined)
    else if (token === '}' || token === ']') open.pop()
    else if (colon !== undefined && text !== undefined) {
      const key = JSON.parse(text) as string
      const keys = open.at(-1)
      if (keys?.has(key) === true) found.add(key)
      keys?.add(key)
    }
  }
  return [...found]
}
