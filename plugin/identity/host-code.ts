import { withDeadline } from '../deadline'
import { isLoginError } from '../errors'
import { sayInFull } from '../failure-words'
import type { Say } from '../wx-failure'
import type { Identity } from './identity'
import { codeTimeout, isCode, noCode } from './code-failure'

const say: Say = (meaning) => sayInFull(meaning, 'The function `code`')

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
      const code = await withDeadline(asked, timeout, () => codeTimeout('host', say))
      if (isCode(code)) return { code, codeType: 'login', source: 'host' }
    } catch (cause) {
      throw isLoginError(cause) ? cause : noCode('host', cause, say)
    }
    throw noCode('host', { errMsg: 'it returned no code' }, say)
  }
}
