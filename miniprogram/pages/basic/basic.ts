import type { FailDetail, SuccessDetail } from 'miniprogram-iot-login'

import { masked } from './masked'
import { wordsFor } from './words'

interface SignedIn {
  token: string
  expires: string
}

Page({
  data: {
    words: wordsFor(wx.getAppBaseInfo().language),
    signedIn: null as SignedIn | null,
    failure: null as FailDetail | null,
  },

  onSuccess({ detail }: WechatMiniprogram.CustomEvent<SuccessDetail>) {
    const expires = new Date(detail.expireAt * 1000).toLocaleString()
    this.setData({ signedIn: { token: masked(detail.token), expires }, failure: null })
  },

  onFail({ detail }: WechatMiniprogram.CustomEvent<FailDetail>) {
    this.setData({ failure: detail, signedIn: null })
  },
})
