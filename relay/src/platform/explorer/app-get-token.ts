import { relayError, type RelayError } from '../../errors'
import type { IssuedToken, TokenRequest } from '../../login/ports'
import type { RegisteredApp } from '../../registered-app'
import { isUnsent } from '../fault'
import type { Freshness, Operation, SecretSource } from '../operation'
import { isFailureOfPlatform } from './error-codes'
import { readEnvelope } from './read-envelope'
import { signParameters, type SignedParameters } from './sign'

/** AppGetTokenByWeiXin: https://cloud.tencent.com/document/product/1081/40781 */
export const APP_GET_TOKEN = 'AppGetTokenByWeiXin'

/** Gets a token from IoT Explorer. Each try is signed anew, with its own Timestamp and Nonce. */
export const appGetToken: Operation<TokenRequest, IssuedToken> = {
  name: APP_GET_TOKEN,
  upstream: 'IoTExplorer',
  quotaOf: (app) => app.iotAppKey,
  subjectOf: ({ wxOpenId }) => wxOpenId.reveal(),
  secrets: iotAppSecrets(),
  // A bad signature has no code of its own, and a request that was refused by this one has done nothing.
  isSecretRefused: ({ code }) => code === 'InvalidParameterValue' || /^AuthFailure(\.|$)/.test(code),
  mayRetry: mayRetryAppGetToken,
  build: (app, request, secret, fresh) => ({
    method: 'POST',
    path: '/appapi',
    body: JSON.stringify(buildAppGetToken(app, request, fresh(), secret)),
  }),
  read: (text, _app, { requestId }, now) => readAppGetToken(text, requestId, now),
}

/** The AppSecret of IoT Explorer's console, and the one before it while that is being replaced. */
export function iotAppSecrets(): SecretSource {
  return { first: (app) => app.iotAppSecret, other: (app) => app.previousIotAppSecret }
}

/**
 * Whether to ask once more: only where no first call can still be under way, since what two at once do for a new user
 * is not known. That is so when it was never sent, when the platform said by its own code that it failed, and after a
 * 500, which the server writes that has done with the request. A gateway writes 502, 503 and 504, and a connection
 * breaks off, while the request behind it may go on.
 */
function mayRetryAppGetToken(error: RelayError): boolean {
  return isUnsent(error) || isFailureOfPlatform(error) || error.note.fault === 'HTTP_500'
}

/** The signed body of one call. Pure. Its names stand in the order that they are signed in. */
export function buildAppGetToken(
  app: RegisteredApp,
  request: TokenRequest,
  { timestamp, nonce }: Freshness,
  secret = app.iotAppSecret,
): SignedParameters {
  return signParameters(
    {
      Action: APP_GET_TOKEN,
      AppKey: app.iotAppKey,
      Avatar: request.avatar,
      NickName: request.nickName,
      Nonce: nonce,
      RequestId: request.requestId,
      Timestamp: timestamp,
      WxOpenID: request.wxOpenId.reveal(),
    },
    secret,
  )
}

const TEN_YEARS_SECONDS = 10 * 366 * 24 * 3600

/** The token out of a reply's text. Pure; a Token or ExpireAt that is missing or ill-typed is a failure. */
export function readAppGetToken(text: string, requestId: string, now: number): IssuedToken {
  const {
    Token: token,
    ExpireAt: expireAt,
    CancelAccountTime: cancelAccountTime,
  } = readEnvelope(text, requestId)
  if (typeof token !== 'string' || token === '') throw unexpected('The reply had no Token.')
  if (typeof expireAt !== 'number' || !Number.isSafeInteger(expireAt) || expireAt <= 0) {
    throw unexpected('The reply had no ExpireAt in whole seconds.')
  }
  if (expireAt > now / 1000 + TEN_YEARS_SECONDS) {
    throw unexpected('The ExpireAt is more than ten years ahead: it may be in milliseconds.')
  }
  const issued: IssuedToken = { token, expireAt }
  if (typeof cancelAccountTime === 'number' || typeof cancelAccountTime === 'string') {
    issued.cancelAccountTime = cancelAccountTime
  }
  return issued
}

const unexpected = (hint: string): RelayError => relayError('IoTExplorer.UnexpectedReply', { hint })
