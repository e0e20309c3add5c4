import type { ClientErrorCode } from './errors'

/** What a failed `wx` call can mean. */
export interface Meaning {
  code: ClientErrorCode
  /** `errno` (base library 2.24.0) or the cloud's `errCode`. */
  numbers?: readonly number[]
  /** WeChat's words, for failures without a number and for numbers that mean several things. */
  says?: RegExp
  /** Set where the same call can succeed without anyone changing anything. */
  retryable?: true
  /** Completes `wx.login …`, where these are not the usual words of the code. */
  words?: string
}

/**
 * Makes the message of an error: what failed, then the cure. A port, so that an entry decides what its messages weigh.
 *
 * @param subject what was asked, such as `wx.login` or an address
 */
export type Say = (meaning: Meaning, subject: string) => string

/** WeChat gave up waiting: on Android in English, on iOS in the phone's language, Chromium in capitals. */
export const TIMEOUT_WORDS = /time[ds]?[ _-]?out|超时|超時|逾時/i

/** The app was in the background. https://developers.weixin.qq.com/miniprogram/dev/framework/ability/network.html */
export const INTERRUPTED: Meaning = {
  code: 'Client.Interrupted',
  numbers: [600003],
  says: /interrupt/i,
  retryable: true,
}

/**
 * The first of `meanings` that fits by its number or its words.
 * https://developers.weixin.qq.com/miniprogram/dev/framework/usability/PublicErrno.html
 */
export function meaningOf(failure: unknown, meanings: readonly Meaning[]): Meaning | undefined {
  const { errno, errCode, errMsg, message } = Object(failure) as Record<string, unknown>
  const text = [errMsg, message].filter((words) => typeof words === 'string').join(' ')
  const [, inText] = /errCode: ?(-?\d+)/.exec(text) ?? []
  const numbers = [errno, errCode, inText].map(Number)
  return meanings.find(
    (meaning) =>
      meaning.numbers?.some((number) => numbers.includes(number)) === true ||
      meaning.says?.test(text) === true,
  )
}
