import { createHmac } from 'node:crypto'
import { DEFAULT_APP, type SandboxApp } from '../../sandbox/src'

export interface CloudAnswer {
  code: number | string
  msg: string
  data?: { Data: { Token: string; ExpireAt: number } }
}

/** The cloud function of the documented way, against the sandbox. */
export async function runCloudFunction(apiUrl: string, app: SandboxApp = DEFAULT_APP): Promise<CloudAnswer> {
  const request: Record<string, string | number> = {
    Action: 'AppGetTokenByWeiXin',
    AppKey: app.iotAppKey,
    RequestId: 'cloud-function',
    Timestamp: Math.floor(Date.now() / 1000),
    Nonce: 1 + Math.floor(Math.random() * 10_000),
    WxOpenID: 'oOpenIdFromTheCloudPlatform1',
    NickName: '微信用户',
    Avatar: 'https://example.com/grey.png',
  }
  const message = Object.keys(request)
    .sort()
    .map((name) => `${name}=${String(request[name])}`)
    .join('&')
  const Signature = createHmac('sha1', app.iotAppSecret).update(message).digest('base64')
  const reply = await fetch(`${apiUrl}appapi`, {
    method: 'POST',
    body: JSON.stringify({ ...request, Signature }),
  })
  const { code, msg, data } = (await reply.json()) as CloudReply
  if (data?.Error) return { code: data.Error.Code, msg: data.Error.Message }
  return data?.Data ? { code, msg, data: { Data: data.Data } } : { code, msg }
}

interface CloudReply {
  code: number
  msg: string
  data?: { Error?: { Code: string; Message: string }; Data?: { Token: string; ExpireAt: number } }
}
