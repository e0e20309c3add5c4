import type { JsonObject } from '../../json-object'
import type { Operation } from '../operation'
import { APP_GET_TOKEN, iotAppSecrets } from './app-get-token'
import { readEnvelope } from './read-envelope'
import { signParameters } from './sign'

/** A signed AppGetTokenByWeiXin that lacks its WxOpenID, which nothing can grant. The input is its RequestId. */
export const askWithoutUser: Operation<string, JsonObject> = {
  name: APP_GET_TOKEN,
  upstream: 'IoTExplorer',
  quotaOf: (app) => app.iotAppKey,
  subjectOf: () => '',
  secrets: iotAppSecrets(),
  isSecretRefused: () => false,
  mayRetry: () => false,
  build: ({ iotAppKey }, requestId, secret, fresh) => {
    const { timestamp, nonce } = fresh()
    const parameters = {
      Action: APP_GET_TOKEN,
      AppKey: iotAppKey,
      Nonce: nonce,
      RequestId: requestId,
      Timestamp: timestamp,
    }
    return { method: 'POST', path: '/appapi', body: JSON.stringify(signParameters(parameters, secret)) }
  },
  read: (text) => readEnvelope(text),
}
