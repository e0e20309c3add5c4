import type { Stage } from '../errors'
import { sayInFull } from '../failure-words'
import { callInTime } from './call-in-time'
import { CLOUD_FAILURES, CLOUD_NOT_REACHED, CLOUD_REFUSED } from './cloud-failures'
import type { HttpReply } from './transport'

/** The receiver of a call of WeChat's cloud, and how long it may take. */
export interface CloudCall {
  /** For messages, such as `The cloud function login`. */
  to: string
  /** Milliseconds until it is given up. */
  timeout: number
  stage: Stage
}

/**
 * Makes one call to WeChat's cloud, whose functions throw at once where `wx.cloud.init()` was not called.
 *
 * @throws {LoginError} a Client.Cloud… code, Client.NetworkFailed or Client.RequestTimeout
 */
export function cloudCall(
  call: CloudCall,
  start: (answer: (reply: HttpReply) => void, fail: (failure: unknown) => void) => void,
): Promise<HttpReply> {
  const otherwise = (cause: unknown) => (hasNumber(cause) ? CLOUD_REFUSED : CLOUD_NOT_REACHED)
  return callInTime({ ...call, meanings: CLOUD_FAILURES, otherwise, say: sayInFull }, start)
}

function hasNumber(failure: unknown): boolean {
  const { errCode, errMsg } = Object(failure) as Record<string, unknown>
  return (
    (typeof errCode === 'number' && errCode !== -1) || (typeof errMsg === 'string' && /-\d{6}\b/.test(errMsg))
  )
}
