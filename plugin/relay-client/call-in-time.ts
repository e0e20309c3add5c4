import { withDeadline } from '../deadline'
import { LoginError, type Stage } from '../errors'
import { meaningOf, type Meaning, type Say } from '../wx-failure'
import { REQUEST_TIMEOUT } from './request-failures'
import type { HttpReply } from './transport'

/** A call that goes out by a function of `wx`. */
export interface TimedCall {
  /** The receiver's name, for messages. */
  to: string
  /** Milliseconds until it is given up. */
  timeout: number
  stage: Stage
  /** What its failures mean. */
  meanings: readonly Meaning[]
  /** What any other failure means. */
  otherwise: (cause: unknown) => Meaning
  say: Say
  /** Ends a call that is given up, where WeChat knows a way. */
  abort?: () => void
}

/**
 * Makes the call and waits for its reply. A function of `wx` that throws has failed like one that calls `fail`.
 *
 * @throws {LoginError} Client.RequestTimeout, or what the meanings make of the failure
 */
export function callInTime(
  { to, timeout, stage, meanings, otherwise, say, abort }: TimedCall,
  start: (answer: (reply: HttpReply) => void, fail: (failure: unknown) => void) => void,
): Promise<HttpReply> {
  const answered = new Promise<HttpReply>((resolve, reject) => {
    const fail = (cause: unknown) => {
      const meaning = meaningOf(cause, meanings) ?? otherwise(cause)
      const { code, retryable = false } = meaning
      reject(new LoginError(code, say(meaning, to), { stage, retryable, cause }))
    }
    try {
      start(resolve, fail)
    } catch (thrown) {
      fail(thrown)
    }
  })
  return withDeadline(answered, timeout, () => {
    abort?.()
    return new LoginError(REQUEST_TIMEOUT.code, say(REQUEST_TIMEOUT, to), { stage, retryable: true })
  })
}
