import type { Deadline } from '../../login/deadline'
import type { RegisteredApp } from '../../registered-app'
import type { Secret } from '../../secret'
import { APP_GET_TOKEN, type AppGetTokenDependencies } from './app-get-token'
import { readEnvelope } from './read-envelope'
import { signParameters } from './sign'

/** A signed AppGetTokenByWeiXin that lacks its WxOpenID. Rejects with the `RelayError` of the answer. */
export type AskWithoutUser = (app: RegisteredApp, secret: Secret, requestId: string) => Promise<unknown>

export interface AskWithoutUserDependencies extends Pick<
  AppGetTokenDependencies,
  'call' | 'baseUrl' | 'clock' | 'nonce'
> {
  deadline: Deadline
}

export function createAskWithoutUser(dependencies: AskWithoutUserDependencies): AskWithoutUser {
  const { call, baseUrl, clock, nonce, deadline } = dependencies
  const url = new URL(`${baseUrl}/appapi`)
  return async (app, secret, requestId) => {
    const body = signParameters(
      {
        Action: APP_GET_TOKEN,
        AppKey: app.iotAppKey,
        RequestId: requestId,
        Timestamp: Math.floor(clock.now() / 1000),
        Nonce: nonce(),
      },
      secret,
    )
    return readEnvelope(
      await call({ upstream: 'IoTExplorer', operation: APP_GET_TOKEN, method: 'POST', url, body, deadline }),
    )
  }
}
