import { sayInFull } from '../failure-words'
import type { Meaning } from '../wx-failure'
import { callInTime } from './call-in-time'
import { NOT_REACHED, REQUEST_FAILURES } from './request-failures'
import type { HttpReply } from './transport'

/** Sends one file of the phone in a part of `multipart/form-data`, with text fields before it. */
export type UploadFile = (
  url: string,
  file: { path: string; part: string },
  fields: Record<string, string>,
) => Promise<HttpReply>

/** What is another matter than in a failed `wx.request`; the rest means the same. */
const UPLOAD_FAILURES: readonly Meaning[] = [
  {
    code: 'Client.DomainNotAllowed',
    numbers: [600002],
    says: /not in domain list|合法域名/,
    words:
      'is not among the uploadFile domains, a list of its own beside the request domains. Add its origin there in the WeChat console, for the plugin form in that of the plugin.',
  },
  {
    code: 'Client.InvalidProfile',
    says: /file doesn.t exist|no such file|file not found/i,
    words:
      'got no picture, since the file is gone: a temporary path ends with the app. Let the user choose again.',
  },
  {
    code: 'Client.InvalidProfile',
    says: /parameter error/i,
    words: 'got no path of a file. Hand over the temporary path that chooseAvatar gives.',
  },
  ...REQUEST_FAILURES,
]

/**
 * `wx.uploadFile` with a time limit of our own.
 * https://developers.weixin.qq.com/miniprogram/dev/api/network/upload/wx.uploadFile.html
 *
 * @param timeout milliseconds until the upload is given up and aborted
 */
export function wxUploadFile(timeout: number): UploadFile {
  return (url, { path, part }, fields) => {
    let task: WechatMiniprogram.UploadTask | undefined
    const call = {
      to: url,
      timeout,
      stage: 'profile' as const,
      meanings: UPLOAD_FAILURES,
      otherwise: () => NOT_REACHED,
      say: sayInFull,
      abort: () => task?.abort(),
    }
    return callInTime(call, (answer, fail) => {
      task = wx.uploadFile({
        url,
        filePath: path,
        name: part,
        formData: fields,
        timeout,
        success: ({ statusCode, data }) => {
          answer({ status: statusCode, body: parsed(data) })
        },
        fail,
      })
    })
  }
}

/** Unlike `wx.request`, it hands over the reply as text. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
