import { masked } from './masked'

type LoggedIn = WechatMiniprogram.CustomEvent<{ token: string; expireAt: number }>
type LoginFailed = WechatMiniprogram.CustomEvent<{ code: string; retryable: boolean }>

interface Shown {
  signedIn: { token: string; expires: string } | null
  failure: LoginFailed['detail'] | null
}

interface Showing {
  setData(shown: Shown): void
}

const nothing: Shown = { signedIn: null, failure: null }

/** What a page does that shows how a login ended, in the language that WeChat is set to. */
export function loginPage<Words>(wordsFor: (language: string) => Words) {
  const { language } = wx.getAppBaseInfo()
  /** WeChat writes `zh_CN`, everybody else `zh-CN`. */
  const locale = language.replace('_', '-')
  return {
    data: { ...nothing, words: wordsFor(language) },

    onSuccess(this: Showing, { detail }: LoggedIn) {
      const expires = new Date(detail.expireAt * 1000).toLocaleString(locale)
      this.setData({ signedIn: { token: masked(detail.token), expires }, failure: null })
    },

    onFail(this: Showing, { detail }: LoginFailed) {
      this.setData({ signedIn: null, failure: detail })
    },
  }
}
