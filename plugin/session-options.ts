import { LoginError } from './errors'

/** What a session needs to know. Only `relayUrl` and `appKey` have no default. */
export interface SessionOptions {
  /** Base URL of the relay, for example `https://login.example.com`. WeChat itself insists on https and a known domain. */
  relayUrl: string
  /** AppKey of the application in the IoT Explorer console. Not a secret; it names the stored token. */
  appKey: string
  /** AppID that the code belongs to; only for a relay that serves several. */
  appId?: string | undefined
  /**
   * Where the one-time code comes from: `wx.login`, `wx.pluginLogin` (inside a plugin only), or a function of the
   * host that answers a code of its own `wx.login`. Default: `login`.
   */
  code?: 'login' | 'pluginLogin' | (() => string | Promise<string>) | undefined
  /** Milliseconds to wait for the code. Default: 10 000. */
  codeTimeout?: number | undefined
  /** Milliseconds to wait for the relay's answer. Default: 15 000. */
  requestTimeout?: number | undefined
  /** Seconds before its end at which a token is renewed, but never before half its life. Default: 300. */
  renewBefore?: number | undefined
  /** Store the token encrypted. Whether WeChat honours it inside plugins is not documented. Default: true. */
  encrypt?: boolean | undefined
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
 * Fills in the defaults. A wrong value never becomes a default.
 *
 * @throws {LoginError} Client.InvalidConfiguration, naming every problem and its cure
 */
export function checkOptions(options: SessionOptions): CheckedOptions {
  // A host written in JavaScript may give nothing at all.
  const given = Object(options) as SessionOptions
  const checked: CheckedOptions = {
    relayUrl: given.relayUrl,
    appKey: given.appKey,
    appId: given.appId,
    code: given.code ?? 'login',
    codeTimeout: given.codeTimeout ?? 10_000,
    requestTimeout: given.requestTimeout ?? 15_000,
    renewBefore: given.renewBefore ?? 300,
    encrypt: given.encrypt ?? true,
    tokenApiUrl: given.tokenApiUrl ?? 'https://iot.cloud.tencent.com/api/exploreropen/tokenapi',
  }
  const problems = (Object.keys(RULES) as (keyof typeof RULES)[])
    .filter((name) => !(name === 'appId' && checked.appId === undefined))
    .filter((name) => !RULES[name].holds(checked[name]))
    .map((name) => `${name} must be ${RULES[name].words}`)
  if (problems.length > 0) {
    throw new LoginError('Client.InvalidConfiguration', `${problems.join('; ')}.`, {
      stage: 'configuration',
      retryable: false,
    })
  }
  return { ...checked, relayUrl: checked.relayUrl.replace(/\/+$/, '') }
}

interface Rule {
  holds: (value: unknown) => boolean
  words: string
}

const isUrl = (value: unknown) => typeof value === 'string' && /^https?:\/\/[^\s/?#]+[^\s?#]*$/.test(value)
const isText = (value: unknown) => typeof value === 'string' && value.trim() !== ''
const url: Rule = { holds: isUrl, words: 'an http(s) URL without query, such as https://login.example.com' }
const milliseconds: Rule = {
  holds: (value) => typeof value === 'number' && value > 0 && value <= 120_000,
  words: 'a number of milliseconds, above 0 and up to 120000',
}

const RULES: Record<keyof SessionOptions, Rule> = {
  relayUrl: url,
  appKey: { holds: isText, words: 'the AppKey of the application in the IoT Explorer console' },
  appId: { holds: isText, words: 'an AppID, or left out' },
  code: {
    holds: (value) => value === 'login' || value === 'pluginLogin' || typeof value === 'function',
    words: "'login', 'pluginLogin' or a function that answers a code",
  },
  codeTimeout: milliseconds,
  requestTimeout: milliseconds,
  renewBefore: {
    holds: (value) => typeof value === 'number' && value >= 0 && Number.isFinite(value),
    words: 'a number of seconds, 0 or above',
  },
  encrypt: { holds: (value) => typeof value === 'boolean', words: 'true or false' },
  tokenApiUrl: url,
}
