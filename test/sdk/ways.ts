import { createHmac } from 'node:crypto'
import type { AppDevSdkOptions } from 'qcloud-iotexplorer-appdev-sdk'
import { createSession, sdkOptions } from '../../plugin/index'
import { DEFAULT_APP, type SandboxApp } from '../../sandbox/src'
import type { Bench } from './bench'

/** What an app is built of: how the SDK gets its token, and what "log out" does. */
export interface App {
  options: Pick<AppDevSdkOptions, 'getAccessToken' | 'enableAccessTokenCache' | 'apiUrl'>
  /** What the app does for its user, beside the SDK's own `loginManager.logout()`. */
  logout(): Promise<void>
}

/** A way of giving the SDK its token. `start` is what happens when the mini program is opened. */
export interface Way {
  name: 'iot-login' | 'documented'
  start(bench: Bench, app: SandboxApp): App
}

/** Milliseconds after which our session gives up on a relay; short, so that a test need not wait long. */
export const TIME_LIMIT = 250

export const withIotLogin: Way = {
  name: 'iot-login',
  start(bench, { appId, iotAppKey }) {
    const session = createSession({
      relayUrl: bench.relayUrl,
      appKey: iotAppKey,
      appId,
      requestTimeout: TIME_LIMIT,
    })
    return { options: sdkOptions(session, bench.apiUrl), logout: () => session.logout() }
  },
}

/**
 * What Tencent's documents and its demo for this SDK describe (tencentyun/qcloud-iotexplorer-appdev-miniprogram-sdk-demo,
 * April 2023), written anew: a cloud function signs AppGetTokenByWeiXin for the OpenID that the cloud platform names,
 * `getAccessToken` calls it and hands on its code and message when it fails, and the SDK keeps the token.
 * https://cloud.tencent.com/document/product/1081/47686
 */
export const documentedWay: Way = {
  name: 'documented',
  start(bench, app) {
    bench.phone.cloudFunction = () => bench.cloud(app)
    return {
      options: {
        apiUrl: bench.apiUrl,
        getAccessToken: async () => {
          const { result } = (await wx.cloud.callFunction({ name: 'login', data: {} })) as unknown as {
            result: CloudAnswer
          }
          // eslint-disable-next-line @typescript-eslint/only-throw-error -- as the documents do
          if (result.code !== 0) throw { code: result.code, msg: result.msg }
          return result.data!.Data
        },
      },
      logout: () => Promise.resolve(),
    }
  },
}

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
