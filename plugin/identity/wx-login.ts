import { sayInFull } from '../failure-words'
import { PLUGIN_LOGIN_NEEDED } from './code-failure'
import type { Identity } from './identity'
import { isInOthersHost } from './wx-host'
import { wxLoginCode } from './wx-login-code'

/**
 * A code of `wx.login`, whose errors name the cure, in a plugin of somebody else's host too.
 *
 * @param timeout milliseconds to wait for WeChat
 */
export function wxLogin(timeout: number): Identity {
  return wxLoginCode(timeout, sayInFull, () => (isInOthersHost() ? PLUGIN_LOGIN_NEEDED : undefined))
}
