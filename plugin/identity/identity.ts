import type { CodeType } from '../relay-client/contract'

/** Who gave the code: WeChat, a function of the host, or WeChat's cloud, which needs none. */
export type CodeSource = 'wx.login' | 'wx.pluginLogin' | 'host' | 'cloud'

/** A one-time code that says who the user is, to somebody who can ask WeChat. */
export interface LoginCode {
  code: string
  codeType: CodeType
  /** The app that it belongs to, where that is known. */
  appId?: string
  source: CodeSource
}

/** Where WeChat's cloud tells the relay who the user is, there is nothing to say. */
export interface NoCode {
  source: CodeSource
}

/** Who is holding the phone? Answers once per login, since a code is good for one exchange. */
export type Identity = () => Promise<LoginCode | NoCode>
