import { LoginError } from './errors'
import { flag, milliseconds, relayUrl, seconds, text, url, type Rule } from './option-rules'
import { isObject, isText } from './option-values'
import type { HostTransport } from './relay-client/host-transport'

/** A relay on WeChat's cloud: a cloud function by its name, or a service of CloudBase Run. */
export type CloudTransport = { callFunction: string } | { callContainer: { env: string; service: string } }

/**
 * What a session needs to know. Only `relayUrl` and `appKey` have no default; in a plugin whose provider has set them,
 * nothing is needed.
 */
export interface SessionOptions {
  /**
   * Base URL of the relay, for example `https://login.example.com`: https, except on the developer's own machine, and
   * without `/login`, which is added. WeChat itself insists on https and a known domain. To be left out with a
   * `transport` of another kind than `request`.
   */
  relayUrl?: string | undefined
  /** AppKey of the application in the IoT Explorer console. Not a secret; it names the stored token. */
  appKey: string
  /** AppID that the code belongs to; only for a relay that serves several. */
  appId?: string | undefined
  /**
   * Where the one-time code comes from: `wx.login`, `wx.pluginLogin` (inside a plugin only), or a function of the
   * host that returns a code of its own `wx.login`. `none` where WeChat's cloud tells the relay who the user is.
   * `auto` finds the way in a plugin: the host's exported `iotLogin.code()`, then `wx.pluginLogin`.
   * Default: `login`, in a plugin `auto`, and `none` with a transport of WeChat's cloud.
   */
  code?: 'auto' | 'login' | 'pluginLogin' | 'none' | (() => string | Promise<string>) | undefined
  /**
   * What carries a login to the relay. Default: `request`, which is `wx.request` to `relayUrl`. A function is called with
   * `{ path, body }`, posts it to a relay of its own, and resolves with `{ status, body }`; in a plugin it is the way to a
   * relay of the host's, by the host's `wx` and domain list.
   */
  transport?: 'request' | CloudTransport | HostTransport | undefined
  /** Milliseconds to wait for the code. Default: 10 000. */
  codeTimeout?: number | undefined
  /** Milliseconds to wait for the relay's reply. Default: 15 000. */
  requestTimeout?: number | undefined
  /** Seconds before its end at which a token is renewed, but never before half its life. Default: 300. */
  renewBefore?: number | undefined
  /** Store the token encrypted. Whether WeChat honours it inside plugins is not documented. Default: true. */
  encrypt?: boolean | undefined
  /** Tell the relay with each login what the user has agreed to: names and versions, nothing else. Default: false. */
  sendConsent?: boolean | undefined
  /** Full address of the application API after login, for `updateProfile()`. Default: Tencent's mainland one. */
  tokenApiUrl?: string | undefined
}

/** The same with every default filled in. */
export type CheckedOptions = {
  [Name in keyof Omit<SessionOptions, 'appId'>]-?: NonNullable<SessionOptions[Name]>
} & {
  appId: string | undefined
}

/**
 * Fills in the defaults; `undefined` and `null` mean left out. A wrong value never becomes a default.
 *
 * @param isPlugin whether this runs in a plugin
 * @throws {LoginError} Client.InvalidConfiguration, naming every problem and its cure
 */
export function checkOptions(options: SessionOptions, isPlugin = false): CheckedOptions {
  // A host written in JavaScript may give anything.
  const given = (isObject(options) ? options : {}) as SessionOptions
  const onCloud = isObject(given.transport)
  const checked: CheckedOptions = {
    relayUrl: given.relayUrl ?? '',
    appKey: given.appKey,
    appId: given.appId ?? undefined,
    code: given.code ?? (onCloud ? 'none' : isPlugin ? 'auto' : 'login'),
    transport: given.transport ?? 'request',
    codeTimeout: given.codeTimeout ?? 10_000,
    requestTimeout: given.requestTimeout ?? 15_000,
    renewBefore: given.renewBefore ?? 300,
    encrypt: given.encrypt ?? true,
    sendConsent: given.sendConsent ?? false,
    tokenApiUrl: given.tokenApiUrl ?? 'https://iot.cloud.tencent.com/api/exploreropen/tokenapi',
  }
  const rules = onCloud
    ? { ...RULES, ...CLOUD_RULES }
    : typeof given.transport === 'function'
      ? { ...RULES, relayUrl: NO_URL }
      : RULES
  const problems = (Object.keys(rules) as (keyof typeof rules)[])
    .filter((name) => !(name === 'appId' && checked.appId === undefined))
    .filter((name) => !rules[name].holds(checked[name]))
    .map((name) => `${name} must be ${rules[name].words}`)
  const unknown = Object.keys(given).filter((name) => !Object.keys(RULES).includes(name))
  problems.push(...unknown.map(unknownOption))
  if (problems.length > 0) {
    throw new LoginError('Client.InvalidConfiguration', `${problems.join('; ')}.`, {
      stage: 'configuration',
      retryable: false,
    })
  }
  return { ...checked, relayUrl: checked.relayUrl.replace(/\/+$/, '') }
}

function unknownOption(name: string): string {
  return /secret|session_?key|private/i.test(name)
    ? `${name} is a secret, and everyone who has this mini program can read it: take it out, replace it in the console, ` +
        "and put the new one into the relay's environment"
    : `${name} is no option; there are ${Object.keys(RULES).join(', ')}`
}

function isCloudTransport(transport: unknown): boolean {
  if (!isObject(transport)) return false
  const { callFunction, callContainer, ...more } = transport
  if (Object.keys(more).length > 0) return false
  if (callContainer === undefined) return isText(callFunction)
  const { env, service } = Object(callContainer) as Record<string, unknown>
  return callFunction === undefined && isText(env) && isText(service)
}

const RULES: Record<keyof SessionOptions, Rule> = {
  relayUrl,
  appKey: text('the AppKey of the application in the IoT Explorer console'),
  appId: text('an AppID, or left out'),
  code: {
    holds: (value) =>
      value === 'auto' || value === 'login' || value === 'pluginLogin' || typeof value === 'function',
    words: "'auto', 'login', 'pluginLogin' or a function that returns a code",
  },
  transport: {
    holds: (value) => value === 'request' || typeof value === 'function' || isCloudTransport(value),
    words:
      "'request', { callFunction: name }, { callContainer: { env, service } } or a function that posts { path, body }",
  },
  codeTimeout: milliseconds,
  requestTimeout: milliseconds,
  renewBefore: seconds,
  encrypt: flag,
  sendConsent: flag,
  tokenApiUrl: url,
}

const NO_URL: Rule = { holds: (value) => value === '', words: 'left out, since transport names the relay' }

/** What differs where the relay runs on WeChat's cloud. */
const CLOUD_RULES: Partial<typeof RULES> = {
  relayUrl: NO_URL,
  code: {
    holds: (value) => value === 'none' || RULES.code.holds(value),
    words: "'none', 'auto', 'login', 'pluginLogin' or a function that returns a code",
  },
}
