import { withDeadline } from '../deadline'
import { LoginError, type Stage } from '../errors'
import { isDomainNotAllowed, isTimeout } from '../wx-failure'
import type { HttpReply, Transport } from './transport'

/**
 * `wx.request` with a time limit of our own, because WeChat's is not kept while the app is in the background.
 * https://developers.weixin.qq.com/miniprogram/dev/framework/ability/network.html
 *
 * @param timeout milliseconds until the request is given up and aborted
 * @param stage what failures report
 */
export function wxTransport(timeout: number, stage: Stage): Transport {
  return (url, body) => {
    const tooLate = (cause?: unknown) =>
      new LoginError('Client.RequestTimeout', `${url} gave no answer in ${timeout} ms.`, {
        stage,
        retryable: true,
        cause,
      })
    let task: WechatMiniprogram.RequestTask | undefined
    const answered = new Promise<HttpReply>((resolve, reject) => {
      const fail = (failure: unknown) => {
        reject(isTimeout(failure) ? tooLate(failure) : unreachable(url, stage, failure))
      }
      try {
        task = wx.request({
          url,
          method: 'POST',
          data: body,
          header: { 'content-type': 'application/json' },
          timeout,
          success: ({ statusCode, data }) => {
            resolve({ status: statusCode, body: data })
          },
          fail,
        })
      } catch (thrown) {
        fail(thrown)
      }
    })
    return withDeadline(answered, timeout, () => {
      task?.abort()
      return tooLate()
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
