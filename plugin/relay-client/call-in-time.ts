import { withDeadline } from '../deadline'
import { LoginError, type Stage } from '../errors'
import { isTimeout } from '../wx-failure'
import type { HttpReply } from './transport'

/** A call that goes out by a function of `wx`. */
export interface TimedCall {
  /** Whom it goes to, for messages. */
  to: string
  /** Milliseconds until it is given up. */
  timeout: number
  stage: Stage
  /** The error of a call that was not a matter of time. */
  unreachable: (cause: unknown) => LoginError
  /** Ends a call that is given up, where WeChat knows a way. */
  abort?: () => void
}

/**
 * Makes the call and waits for its answer. A function of `wx` that throws has failed like one that calls `fail`.
 *
 * @throws {LoginError} Client.RequestTimeout, or what `unreachable` makes of the failure
 */
export function callInTime(
  { to, timeout, stage, unreachable, abort }: TimedCall,
  start: (answer: (reply: HttpReply) => void, fail: (failure: unknown) => void) => void,
): Promise<HttpReply> {
  const tooLate = (cause?: unknown) =>
    new LoginError('Client.RequestTimeout', `${to} gave no answer in ${timeout} ms.`, {
      stage,
      retryable: true,
      cause,
    })
  const answered = new Promise<HttpReply>((resolve, reject) => {
    const fail = (cause: unknown) => {
      reject(isTimeout(cause) ? tooLate(cause) : unreachable(cause))
    }
    try {
      start(resolve, fail)
    } catch (thrown) {
      fail(thrown)
    }
  })
  return withDeadline(answered, timeout, () => {
    abort?.()
    return tooLate()
  })
}
