import { LoginError, type Stage } from '../errors'
import { isDomainNotAllowed } from '../wx-failure'
import { callInTime } from './call-in-time'
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
      unreachable: (cause: unknown) => unreachable(url, stage, cause),
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

function unreachable(url: string, stage: Stage, cause: unknown): LoginError {
  if (isDomainNotAllowed(cause)) {
    return new LoginError(
      'Client.DomainNotAllowed',
      `Add the origin of ${url} to the request domains of this mini program (or plugin) in the WeChat console.`,
      { stage, retryable: false, cause },
    )
  }
  return new LoginError('Client.NetworkFailed', `${url} was not reached; WeChat's words are in \`cause\`.`, {
    stage,
    retryable: true,
    cause,
  })
}
