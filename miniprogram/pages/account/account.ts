import type * as IotLogin from 'miniprogram-iot-login'

import { wordsFor } from './words'

const { getSession, isLoginError } = requirePlugin('iot-login') as typeof IotLogin

const words = wordsFor(wx.getAppBaseInfo().language)

Page({
  data: { words, isSignedIn: false, said: '', failure: '' },

  onChange({ detail }: WechatMiniprogram.CustomEvent<IotLogin.ChangeDetail>) {
    const isSignedIn = detail.state === 'ready'
    this.setData(isSignedIn ? { isSignedIn, said: '', failure: '' } : { isSignedIn })
  },

  async onDelete() {
    const { confirm } = await wx.showModal({
      title: words.ask,
      content: words.lost,
      confirmText: words.confirm,
      cancelText: words.keep,
    })
    if (!confirm) return
    try {
      await getSession().deleteAccount({ confirmed: true })
      this.setData({ said: words.removed, failure: '' })
    } catch (error) {
      this.setData({ failure: isLoginError(error) ? error.code : String(error) })
    }
  },
})
