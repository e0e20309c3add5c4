import type { Stage } from '../errors'
import { cloudCall } from './cloud-call'
import { ACCOUNT_DELETION_PATH, LOGIN_PATH, type TxIotSdkSignaturePath } from './contract'
import { mustHaveCloud } from './wx-cloud-ready'
import type { Transport } from './transport'

const SIGNATURE_PATH: TxIotSdkSignaturePath = '/tx-iot-sdk/signature'
const PATHS = [LOGIN_PATH, ACCOUNT_DELETION_PATH, SIGNATURE_PATH]

/**
 * A relay that is a WeChat cloud function, called by its name. What it answers is the envelope of the contract with
 * a `statusCode` beside it, since such a call has no HTTP status. It has no path either and takes each call for a login,
 * unless the event names another path; a request for one that no function knows gets a 404 without a call.
 * https://developers.weixin.qq.com/miniprogram/dev/wxcloud/reference-sdk-api/functions/Cloud.callFunction.html
 *
 * @param timeout milliseconds until the call is given up; WeChat knows no way to abort it
 */
export function wxCloudFunction(name: string, timeout: number, stage: Stage): Transport {
  return (url, body) => {
    const path = PATHS.find((each) => url.endsWith(each))
    if (path === undefined) return Promise.resolve({ status: 404, body: undefined })
    return cloudCall({ to: `The cloud function ${name}`, timeout, stage }, (answer, fail) => {
      mustHaveCloud('callFunction')
      wx.cloud.callFunction({
        name,
        data: path === LOGIN_PATH ? body : { ...body, path },
        success: ({ result }) => {
          answer({ status: statusOf(result), body: result })
        },
        fail,
      })
    })
  }
}

/** A relay of somebody else's may answer the bare envelope; what is in it then decides. */
function statusOf(result: unknown): number {
  const { statusCode } = Object(result) as { statusCode?: unknown }
  return typeof statusCode === 'number' ? statusCode : 200
}
