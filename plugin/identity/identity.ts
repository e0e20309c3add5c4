import type { CodeType } from '../relay-client/contract'

/** A one-time code that says who the user is, to somebody who can ask WeChat. */
export interface LoginCode {
  code: string
  codeType: CodeType
  /** The app that it belongs to, where that is known. */
  appId?: string
}

/** Where WeChat's cloud tells the relay who the user is, there is nothing to say. */
export type NoCode = Record<string, never>

/** Who is holding the phone? Answers once per login, since a code is good for one exchange. */
export type Identity = () => Promise<LoginCode | NoCode>
