import { LoginError, type Stage } from '../errors'
import { callInTime } from './call-in-time'
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
  call: CloudCall,
  start: (answer: (reply: HttpReply) => void, fail: (failure: unknown) => void) => void,
): Promise<HttpReply> {
  const unreachable = (cause: unknown) =>
    new LoginError(
      'Client.NetworkFailed',
      `${call.to} was not reached: call wx.cloud.init() first, and see WeChat's words in \`cause\`.`,
      { stage: call.stage, retryable: true, cause },
    )
  return callInTime({ ...call, unreachable }, start)
}
