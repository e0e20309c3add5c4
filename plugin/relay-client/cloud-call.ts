import { withDeadline } from '../deadline'
import { LoginError, type Stage } from '../errors'
import { isTimeout } from '../wx-failure'
import type { HttpReply } from './transport'

/** Whom a call of WeChat's cloud goes to, and how long it may take. */
export interface CloudCall {
  /** For messages, such as `the cloud function login`. */
  to: string
  /** Milliseconds until it is given up. */
  timeout: number
  stage: Stage
}

/**
 * Makes one call to WeChat's cloud, whose functions throw at once where `wx.cloud.init()` was not called.
 *
 * @throws {LoginError} Client.NetworkFailed or Client.RequestTimeout
 */
export function cloudCall(
  { to, timeout, stage }: CloudCall,
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
      reject(isTimeout(cause) ? tooLate(cause) : unreachable(to, stage, cause))
    }
    try {
      start(resolve, fail)
    } catch (thrown) {
      fail(thrown)
    }
  })
  return withDeadline(answered, timeout, tooLate)
}

function unreachable(to: string, stage: Stage, cause: unknown): LoginError {
  return new LoginError(
    'Client.NetworkFailed',
    `${to} was not reached: call wx.cloud.init() first, and see WeChat's words in \`cause\`.`,
    { stage, retryable: true, cause },
  )
}
