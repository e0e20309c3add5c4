import { relayError, type RelayError } from '../../errors'
import { isJsonObject, parseJsonObject, type JsonObject } from '../../json-object'
import type { IssuedToken, IssueToken, TokenRequest } from '../../login/ports'
import type { RegisteredApp } from '../../registered-app'
import { isUnsent } from '../fault'
import { perform, type Freshness, type Operation, type Policies, type SecretSource } from '../operation'
import { isFailureOfPlatform, platformError } from './error-codes'
import { signParameters, type SignedParameters } from './sign'

/** AppGetTokenByWeiXin: https://cloud.tencent.com/document/product/1081/40781 */
export const APP_GET_TOKEN = 'AppGetTokenByWeiXin'

/** Gets a token from IoT Explorer. Each try is signed again, with its own Timestamp and Nonce. */
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

/** What a login gets its token by. */
export const createIssueToken =
  (policies: Policies): IssueToken =>
  (app, request) =>
    perform(policies, appGetToken, app, request, request.deadline)

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
  if (typeof token !== 'string' || token === '') throw unexpected('The reply had no Token')
  if (typeof expireAt !== 'number' || !Number.isSafeInteger(expireAt) || expireAt <= 0) {
    throw unexpected('The reply had no ExpireAt in whole seconds')
  }
  if (expireAt > now / 1000 + TEN_YEARS_SECONDS) {
    throw unexpected('The ExpireAt is more than ten years ahead, perhaps in milliseconds')
  }
  const issued: IssuedToken = { token, expireAt }
  if (typeof cancelAccountTime === 'number' || typeof cancelAccountTime === 'string') {
    issued.cancelAccountTime = cancelAccountTime
  }
  return issued
}

/**
 * The `Data` of a reply, out of either envelope: `{Response: {Data | Error}}` as the documents have it
 * (https://cloud.tencent.com/document/product/1081/40773), or `{code, msg, data: {Data | Error}}` as the
 * platform's own clients read it. An `Error` counts whatever `code` says, and success needs `code` 0.
 *
 * A reply with the RequestId of another request is not taken: a proxy that mixes replies up would otherwise log one
 * user in as another. Some of the platform's samples have an empty one.
 */
export function readEnvelope(text: string, requestId?: string): JsonObject {
  const data = readData(text, requestId)
  if (!isJsonObject(data)) throw unexpected('The reply had no Data')
  return data
}

/** The same where `Data` may be anything, such as the `"OK"` of a change. */
export function readData(text: string, requestId?: string): unknown {
  const reply = parseJsonObject(text)
  if (reply === undefined) throw unexpected('The reply was not a JSON object')
  const isDocumented = isJsonObject(reply.Response)
  const content = isDocumented ? reply.Response : reply.data
  if (isJsonObject(content) && isOfAnother(content.RequestId, requestId)) {
    throw unexpected('The reply had the RequestId of another request')
  }
  if (isJsonObject(content) && content.Error !== undefined && content.Error !== null) {
    throw isJsonObject(content.Error)
      ? platformError(content.Error.Code, content.Error.Message)
      : unexpected('The Error was not an object')
  }
  if (!isDocumented && reply.code !== 0) throw unexpected('The reply had no code 0 and no Error', reply.code)
  if (!isJsonObject(content)) throw unexpected('The reply had no Data')
  return content.Data
}

const isOfAnother = (told: unknown, requestId: string | undefined): boolean =>
  requestId !== undefined && typeof told === 'string' && told !== '' && told !== requestId

function unexpected(found: string, code?: unknown): RelayError {
  const hint = `${found}: correct IOT_API_URL, or what it leads through.`
  const upstreamCode = Number.isSafeInteger(code) ? { upstreamCode: String(code) } : {}
  return relayError('IoTExplorer.UnexpectedReply', { hint, ...upstreamCode })
}
