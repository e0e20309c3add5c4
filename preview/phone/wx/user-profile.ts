import { profileOf } from '../person'
import { settle, WxError } from './settle'
import type { WxParts } from './wx-parts'

/**
 * From base library 2.27.1 on, every user gets the same placeholder at once, without a dialog. Earlier ones, which the
 * preview has by choice, ask and give the user's own.
 * https://developers.weixin.qq.com/miniprogram/dev/api/open-api/user-info/wx.getUserProfile.html
 */
export function profileCalls({ person, recorder, native, settings, isPlugin, isTapping }: WxParts) {
  // A plugin's `wx` has no such call.
  if (isPlugin) return {}
  return {
    getUserProfile(options?: { desc?: string; lang?: string }) {
      const inTap = isTapping()
      return settle('getUserProfile', options, ['desc', 'lang'], async () => {
        const desc = options?.desc ?? ''
        if (desc === '') throw new WxError('parameter error: parameter.desc should be String')
        if (desc.length > 30) throw new WxError('desc length does not meet the requirements')
        if (!inTap) throw new WxError('can only be invoked by user TAP gesture.')
        const end = recorder.call('wechat', 'wx.getUserProfile', { desc })
        if (settings.profile === 'own' && !(await native.askProfile(desc))) {
          end(false, 'auth deny', undefined)
          throw new WxError('auth deny')
        }
        const userInfo = profileOf(person, settings.profile)
        end(true, 'userInfo', userInfo)
        return { userInfo, rawData: JSON.stringify(userInfo), signature: '', encryptedData: '', iv: '' }
      })
    },
  }
}
