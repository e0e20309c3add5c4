import { LoginError } from '../errors'
import type { CodeSource } from './identity'
import { INTERRUPTED, meaningOf, TIMEOUT_WORDS, type Meaning, type Say } from '../wx-failure'

/** What a login that WeChat refused means. Which words WeChat has for it is not written down anywhere. */
const LOGIN_FAILURES: readonly Meaning[] = [
  {
    code: 'Client.LoginBlocked',
    numbers: [1402101],
    says: /login is blocked/,
  },
  {
    code: 'Client.AppIDRejected',
    says: /\b40013\b|invalid appid|the code is a mock one/i,
  },
  {
    code: 'Client.DevToolsSignedOut',
    says: /需要重新登录/,
  },
  INTERRUPTED,
  {
    code: 'Client.CodeTimeout',
    numbers: [5],
    says: TIMEOUT_WORDS,
    retryable: true,
  },
]

const NO_CODE: Meaning = {
  code: 'Client.NoCode',
  retryable: true,
}

/** `wx.login` in a plugin whose host has another AppID fails each time, in words that are not written down. */
export const PLUGIN_LOGIN_NEEDED: Meaning = {
  code: 'Client.PluginLoginNeeded',
}

const CODE_TIMEOUT: Meaning = { code: 'Client.CodeTimeout', retryable: true }

/**
 * The error for a code that was refused.
 *
 * @param source what was asked for it
 * @param otherwise what it means where WeChat's words say nothing
 */
export function noCode(
  source: CodeSource,
  cause: unknown,
  say: Say,
  otherwise: Meaning = NO_CODE,
): LoginError {
  const meaning = meaningOf(cause, LOGIN_FAILURES) ?? otherwise
  const { code, retryable = false } = meaning
  return new LoginError(code, say(meaning, source), {
    stage: 'identity',
    retryable,
    cause,
    codeSource: source,
  })
}

/** The error for a code that did not come. */
export function codeTimeout(source: CodeSource, say: Say): LoginError {
  return new LoginError('Client.CodeTimeout', say(CODE_TIMEOUT, source), {
    stage: 'identity',
    retryable: true,
    codeSource: source,
  })
}

/** A real code holds no blank; DevTools without an AppID gives a sentence in its place. */
export function isCode(code: string): boolean {
  return typeof code === 'string' && /^\S+$/.test(code)
}
