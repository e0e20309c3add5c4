import type { Stage } from '../errors'
import { sayInFull } from '../failure-words'
import type { Transport } from './transport'
import { wxRequest } from './wx-request'

/**
 * `wx.request`, whose errors name the cure.
 *
 * @param timeout milliseconds until the request is given up and aborted
 * @param stage what failures report
 */
export function wxTransport(timeout: number, stage: Stage): Transport {
  return wxRequest(timeout, stage, sayInFull)
}
