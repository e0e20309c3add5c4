import { withDeadline } from '../deadline'
import type { Meaning, Say } from '../wx-failure'
import type { Identity } from './identity'
import { codeTimeout, isCode, noCode } from './code-failure'

/**
 * A code of `wx.login`: in an npm component always, in a plugin only where host and plugin share an AppID or
 * a legal subject. https://developers.weixin.qq.com/miniprogram/dev/framework/plugin/functional-pages/user-info.html
 *
 * @param timeout milliseconds to wait for WeChat
 * @param say what the messages of its errors are
 * @param otherwise what a refusal means where WeChat's words say nothing
 */
export function wxLoginCode(timeout: number, say: Say, otherwise?: () => Meaning | undefined): Identity {
  return async () => {
    const asked = new Promise<WechatMiniprogram.LoginSuccessCallbackResult>((resolve, reject) => {
      wx.login({ timeout, success: resolve, fail: reject })
    }).catch((cause: unknown) => {
      throw noCode('wx.login', cause, say, otherwise?.())
    })
    const { code, errMsg } = await withDeadline(asked, timeout, () => codeTimeout('wx.login', say))
    // WeChat documents a success without a code; DevTools without an AppID has words in place of one.
    if (!isCode(code)) throw noCode('wx.login', { errMsg: code || errMsg }, say)
    return { code, codeType: 'login', source: 'wx.login' }
  }
}
