import type { Stage } from '../errors'
import { callInTime } from './call-in-time'
import type { Say } from '../wx-failure'
import { NOT_REACHED, REQUEST_FAILURES } from './request-failures'
import type { Transport } from './transport'

/**
 * `wx.request` with a time limit of our own, because WeChat's is not kept while the app is in the background.
 * https://developers.weixin.qq.com/miniprogram/dev/framework/ability/network.html
 *
 * @param timeout milliseconds until the request is given up and aborted
 * @param stage what failures report
 * @param say what their messages are
 */
export function wxRequest(timeout: number, stage: Stage, say: Say): Transport {
  return (url, body) => {
    let task: WechatMiniprogram.RequestTask | undefined
    const call = {
      to: url,
      timeout,
      stage,
      meanings: REQUEST_FAILURES,
      otherwise: () => NOT_REACHED,
      say,
      abort: () => task?.abort(),
    }
    return callInTime(call, (answer, fail) => {
      task = wx.request({
        url,
        method: 'POST',
        data: body,
        header: { 'content-type': 'application/json' },
        timeout,
        success: ({ statusCode, data }) => {
          answer({ status: statusCode, body: data })
        },
        fail,
      })
    })
  }
}
