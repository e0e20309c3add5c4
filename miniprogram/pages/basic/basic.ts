import { masked } from './masked'
import { wordsFor } from './words'

type LoggedIn = WechatMiniprogram.CustomEvent<{ token: string; expireAt: number }>
type LoginFailed = WechatMiniprogram.CustomEvent<{ code: string; retryable: boolean }>

interface Shown {
  signedIn: { token: string; expires: string } | null
  failure: LoginFailed['detail'] | null
}

const { language } = wx.getAppBaseInfo()
/** WeChat writes `zh_CN`, everybody else `zh-CN`. */
const locale = language.replace('_', '-')

const nothing: Shown = { signedIn: null, failure: null }

Page({
  data: { ...nothing, words: wordsFor(language) },

  onSuccess({ detail }: LoggedIn) {
    const expires = new Date(detail.expireAt * 1000).toLocaleString(locale)
    this.setData({ signedIn: { token: masked(detail.token), expires }, failure: null })
  },

  onFail({ detail }: LoginFailed) {
    this.setData({ signedIn: null, failure: detail })
  },
})
