import type { Stage } from '../errors'
import { cloudCall } from './cloud-call'
import { mustHaveCloud } from './wx-cloud-ready'
import type { Transport } from './transport'

/** Which service of CloudBase Run. */
export interface CloudContainer {
  /** The environment that it runs in. */
  env: string
  service: string
}

/**
 * A relay that runs on CloudBase Run, reached through WeChat, which tells it who the user is. It needs no domain.
 * https://developers.weixin.qq.com/miniprogram/dev/wxcloudrun/src/development/call/mini.html
 *
 * @param timeout milliseconds until the call is given up; WeChat knows no way to abort it
 */
export function wxCloudContainer({ env, service }: CloudContainer, timeout: number, stage: Stage): Transport {
  return (path, body) =>
    cloudCall({ to: `The service ${service}`, timeout, stage }, (answer, fail) => {
      mustHaveCloud('callContainer')
      wx.cloud.callContainer({
        config: { env },
        path,
        method: 'POST',
        header: { 'X-WX-SERVICE': service, 'content-type': 'application/json' },
        data: body,
        timeout,
        success: ({ statusCode, data }) => {
          answer({ status: statusCode, body: data as unknown })
        },
        fail,
      })
    })
}
