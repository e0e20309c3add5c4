import { createSession, sdkOptions } from '../../plugin/index'
import type { CloudAnswer } from './cloud-function'
import type { Way } from './way'

export const withIotLogin: Way = {
  name: 'iot-login',
  start(backEnds, { appId, iotAppKey }) {
    const session = createSession({
      relayUrl: backEnds.relayUrl,
      appKey: iotAppKey,
      appId,
      requestTimeout: backEnds.requestTimeout,
      tokenApiUrl: `${backEnds.apiUrl}tokenapi`,
    })
    return { options: sdkOptions(session, backEnds.apiUrl), logout: () => session.logout() }
  },
}

/**
 * What Tencent's documents and its demo for this SDK describe (tencentyun/qcloud-iotexplorer-appdev-miniprogram-sdk-demo,
 * April 2023), rewritten: a cloud function signs AppGetTokenByWeiXin for the OpenID that the cloud platform names,
 * `getAccessToken` calls it and hands on its code and message when it fails, and the SDK keeps the token.
 * https://cloud.tencent.com/document/product/1081/47686
 */
export const documentedWay: Way = {
  name: 'documented',
  start(backEnds, app) {
    backEnds.phone.cloudFunction = () => backEnds.cloud(app)
    return {
      options: {
        apiUrl: backEnds.apiUrl,
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
