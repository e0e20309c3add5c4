import { withDeadline } from '../deadline'
import { sayInFull } from '../failure-words'
import type { Identity } from './identity'
import { codeTimeout, isCode, noCode } from './code-failure'

/**
 * A code of `wx.pluginLogin`, which exists only inside a plugin (base library 2.20.1) and is the one way to know
 * users of hosts that belong to others. One person is a different user in every host.
 * https://developers.weixin.qq.com/miniprogram/dev/api/open-api/login/wx.pluginLogin.html
 *
 * @param timeout milliseconds to wait for WeChat
 */
export function wxPluginLogin(timeout: number): Identity {
  return async () => {
    if (typeof wx.pluginLogin !== 'function') {
      throw noCode('wx.pluginLogin', { errMsg: 'wx.pluginLogin does not exist outside a plugin' }, sayInFull)
    }
    const asked = new Promise<WechatMiniprogram.PluginLoginSuccessCallbackResult>((resolve, reject) => {
      wx.pluginLogin({ success: resolve, fail: reject })
    }).catch((cause: unknown) => {
      throw noCode('wx.pluginLogin', cause, sayInFull)
    })
    const { code, errMsg } = await withDeadline(asked, timeout, () =>
      codeTimeout('wx.pluginLogin', sayInFull),
    )
    if (!isCode(code)) throw noCode('wx.pluginLogin', { errMsg: code || errMsg }, sayInFull)
    return { code, codeType: 'pluginLogin', source: 'wx.pluginLogin' }
  }
}
