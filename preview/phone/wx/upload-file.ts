import { temporaryFile } from '../file-url'
import { UNREACHABLE_HEADER } from '../network'
import { settle, WxError } from './settle'
import type { WxParts } from './wx-parts'

interface UploadOptions {
  url: string
  filePath: string
  name: string
  formData?: Record<string, string>
}

const KNOWN = ['url', 'filePath', 'name', 'formData', 'timeout']

/** https://developers.weixin.qq.com/miniprogram/dev/api/network/upload/wx.uploadFile.html */
export function uploadCalls({ network, recorder }: WxParts) {
  return {
    uploadFile(options: UploadOptions) {
      const { url, filePath, name, formData = {} } = options
      return settle('uploadFile', options, KNOWN, async () => {
        const route = network.route(url)
        if (!route) throw new WxError('url not in domain list', 600002)
        const content = temporaryFile(filePath)
        if (content === undefined) throw new WxError(`file doesn't exist: ${filePath}`)
        const end = recorder.call(route.party, `upload ${new URL(url).pathname}`, { name, ...formData })
        const body = new FormData()
        for (const [field, value] of Object.entries(formData)) body.append(field, value)
        body.append(name, await (await fetch(content)).blob(), filePath.split('/').at(-1) ?? '')
        const reply = network.isDown() ? undefined : await fetch(route.url, { method: 'POST', body })
        if (!reply || reply.headers.has(UNREACHABLE_HEADER)) {
          end(false, 'unreachable', undefined)
          throw new WxError('error_msg:net::ERR_CONNECTION_REFUSED', 600001)
        }
        const data = await reply.text()
        end(reply.ok, String(reply.status), data)
        return { statusCode: reply.status, data }
      })
    },
  }
}
