import { LoginError } from '../errors'
import { INTERRUPTED, meaningOf, TIMEOUT_WORDS, type Meaning } from '../wx-failure'

/** What a login that WeChat refused means. Which words WeChat has for it is not written down anywhere. */
const LOGIN_FAILURES: readonly Meaning[] = [
  {
    code: 'Client.LoginBlocked',
    numbers: [1402101],
    says: /login is blocked/,
    words:
      'was refused: WeChat has blocked logins of this mini program. See its notices in the WeChat console.',
  },
  {
    code: 'Client.AppIDRejected',
    says: /\b40013\b|invalid appid|the code is a mock one/i,
    words: 'does not work with this AppID. Set a real or a test AppID in project.config.json.',
  },
  {
    code: 'Client.DevToolsSignedOut',
    says: /需要重新登录/,
    words: 'was refused: WeChat DevTools is signed out. Sign in there again.',
  },
  INTERRUPTED,
  {
    code: 'Client.CodeTimeout',
    numbers: [5],
    says: TIMEOUT_WORDS,
    retryable: true,
    words: 'gave no answer in time. Log in again.',
  },
]

const NO_CODE: Meaning = {
  code: 'Client.NoCode',
  retryable: true,
  words: 'gave no code. Log in again; its own words are in `cause`.',
}

/** `wx.login` in a plugin whose host has another AppID fails each time, in words that are not written down. */
export const PLUGIN_LOGIN_NEEDED: Meaning = {
  code: 'Client.PluginLoginNeeded',
  words:
    "was refused in this plugin, whose host has another AppID. Use code: 'pluginLogin', or a function that the host exports.",
}

/**
 * The error for a code that was refused.
 *
 * @param source what was asked for it
 * @param otherwise what it means where WeChat's words say nothing
 */
export function noCode(source: string, cause: unknown, otherwise: Meaning = NO_CODE): LoginError {
  const { code, words, retryable = false } = meaningOf(cause, LOGIN_FAILURES) ?? otherwise
  return new LoginError(code, `${source} ${words}`, { stage: 'identity', retryable, cause })
}

/** The error for a code that did not come. */
export function codeTimeout(source: string, milliseconds: number): LoginError {
  return new LoginError(
    'Client.CodeTimeout',
    `${source} gave no answer in ${milliseconds} ms. Log in again.`,
    {
      stage: 'identity',
      retryable: true,
    },
  )
}

/** A real code holds no blank; DevTools without an AppID gives a sentence in its place. */
export function isCode(code: string): boolean {
  return typeof code === 'string' && /^\S+$/.test(code)
}
