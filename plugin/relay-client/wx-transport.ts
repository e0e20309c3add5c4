import type { Stage } from '../errors'
import { callInTime } from './call-in-time'
import { NOT_REACHED, REQUEST_FAILURES } from './request-failures'
import type { Transport } from './transport'

/**
 * `wx.request` with a time limit of our own, because WeChat's is not kept while the app is in the background.
 * https://developers.weixin.qq.com/miniprogram/dev/framework/ability/network.html
 *
 * @param timeout milliseconds until the request is given up and aborted
 * @param stage what failures report
 */
export function wxTransport(timeout: number, stage: Stage): Transport {
  return (url, body) => {
    let task: WechatMiniprogram.RequestTask | undefined
    const call = {
      to: url,
      timeout,
      stage,
      meanings: REQUEST_FAILURES,
      otherwise: () => NOT_REACHED,
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
