import { relayError, type RelayError } from '../../errors'
import type { UpdateUser, UserUpdate } from '../../avatar/upload-avatar'
import { isLost, isUnsent } from '../fault'
import { perform, type Operation, type Policies } from '../operation'
import { readData } from './app-get-token'
import { isFailureOfPlatform } from './error-codes'

/** AppUpdateUser: https://cloud.tencent.com/document/product/1081/40788 */
const APP_UPDATE_USER = 'AppUpdateUser'

/** Writes a name or a picture into the account of a token. The same change twice does no harm, so it may be sent again. */
const appUpdateUser: Operation<UserUpdate, void> = {
  name: APP_UPDATE_USER,
  upstream: 'IoTExplorer',
  quotaOf: (app) => app.iotAppKey,
  subjectOf: ({ token }) => token,
  // The token is the proof: nothing is signed.
  secrets: { first: (app) => app.iotAppSecret, other: () => undefined },
  isSecretRefused: () => false,
  mayRetry: (error: RelayError) => isUnsent(error) || isLost(error) || isFailureOfPlatform(error),
  build: (_app, { token, nickName, avatar, requestId }) => ({
    method: 'POST',
    path: '/tokenapi',
    body: JSON.stringify({
      Action: APP_UPDATE_USER,
      RequestId: requestId,
      AccessToken: token,
      ...(nickName === undefined ? {} : { NickName: nickName }),
      ...(avatar === undefined ? {} : { Avatar: avatar }),
    }),
  }),
  read(text, _app, { requestId }) {
    if (readData(text, requestId) === undefined) {
      throw relayError('IoTExplorer.UnexpectedReply', { hint: 'The reply had no Data.' })
    }
  },
}

export const createUpdateUser =
  (policies: Policies): UpdateUser =>
  (app, update) =>
    perform(policies, appUpdateUser, app, update, update.deadline)
