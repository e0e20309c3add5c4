import { withDeadline } from '../deadline'
import { isLoginError } from '../errors'
import { sayInFull } from '../failure-words'
import type { Identity } from './identity'
import { codeTimeout, isCode, noCode } from './code-failure'

/**
 * A code that the host app supplies by its own `wx.login`. For plugins whose host lends its identity, and for
 * hosts whose server still needs the session of its own last `wx.login`: another one could end it.
 * https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/signature.html
 *
 * @param getCode the host's function; called once per login
 * @param timeout milliseconds to wait for it
 */
export function hostCode(getCode: () => string | Promise<string>, timeout: number): Identity {
  return async () => {
    try {
      const asked = Promise.resolve(getCode())
      const code = await withDeadline(asked, timeout, () => codeTimeout('The function `code`', sayInFull))
      if (isCode(code)) return { code, codeType: 'login' }
    } catch (cause) {
      throw isLoginError(cause) ? cause : noCode('The function `code`', cause, sayInFull)
    }
    throw noCode('The function `code`', { errMsg: 'it returned no code' }, sayInFull)
  }
}
