import { withDeadline } from '../deadline'
import type { Identity } from './identity'
import { codeTimeout, isCode, noCode, PLUGIN_LOGIN_NEEDED } from './code-failure'
import { isInOthersHost } from './wx-host'

/**
 * A code of `wx.login`: in an npm component always, in a plugin only where host and plugin share an AppID or
 * a legal subject. https://developers.weixin.qq.com/miniprogram/dev/framework/plugin/functional-pages/user-info.html
 *
 * @param timeout milliseconds to wait for WeChat
 */
export function wxLogin(timeout: number): Identity {
  return async () => {
    const asked = new Promise<WechatMiniprogram.LoginSuccessCallbackResult>((resolve, reject) => {
      wx.login({ timeout, success: resolve, fail: reject })
    }).catch((cause: unknown) => {
      throw noCode('wx.login', cause, isInOthersHost() ? PLUGIN_LOGIN_NEEDED : undefined)
    })
    const { code, errMsg } = await withDeadline(asked, timeout, () => codeTimeout('wx.login', timeout))
    // WeChat documents a success without a code; DevTools without an AppID has words in place of one.
    if (!isCode(code)) throw noCode('wx.login', { errMsg: code || errMsg })
    return { code, codeType: 'login' }
  }
}
