import { withDeadline } from '../deadline'
import { LoginError, type Stage } from '../errors'
import { meaningOf, type Meaning } from '../wx-failure'
import type { HttpReply } from './transport'

/** A call that goes out by a function of `wx`. */
export interface TimedCall {
  /** Whom it goes to, for messages. */
  to: string
  /** Milliseconds until it is given up. */
  timeout: number
  stage: Stage
  /** What its failures mean. */
  meanings: readonly Meaning[]
  /** What any other failure means. */
  otherwise: (cause: unknown) => Meaning
  /** Ends a call that is given up, where WeChat knows a way. */
  abort?: () => void
}

/**
 * Makes the call and waits for its reply. A function of `wx` that throws has failed like one that calls `fail`.
 *
 * @throws {LoginError} Client.RequestTimeout, or what the meanings make of the failure
 */
export function callInTime(
  { to, timeout, stage, meanings, otherwise, abort }: TimedCall,
  start: (answer: (reply: HttpReply) => void, fail: (failure: unknown) => void) => void,
): Promise<HttpReply> {
  const answered = new Promise<HttpReply>((resolve, reject) => {
    const fail = (cause: unknown) => {
      const { code, words, retryable = false } = meaningOf(cause, meanings) ?? otherwise(cause)
      reject(new LoginError(code, `${to} ${words}`, { stage, retryable, cause }))
    }
    try {
      start(resolve, fail)
    } catch (thrown) {
      fail(thrown)
    }
  })
  return withDeadline(answered, timeout, () => {
    abort?.()
    return new LoginError(
      'Client.RequestTimeout',
      `${to} did not reply in ${timeout} ms. Log in again; if it stays so, look into its log.`,
      { stage, retryable: true },
    )
  })
}
