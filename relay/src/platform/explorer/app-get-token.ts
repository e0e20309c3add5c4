import type { Clock } from '../../clock'
import { relayError, type RelayError } from '../../errors'
import type { IssuedToken, IssueToken, TokenRequest } from '../../login/ports'
import type { RegisteredApp } from '../../registered-app'
import type { Secret } from '../../secret'
import type { CallUpstream } from '../call'
import { withEitherSecret } from '../either-secret'
import type { PauseOnQuota } from '../quota-pause'
import type { Retry } from '../retry'
import { readEnvelope } from './read-envelope'
import { signParameters, type SignedParameters } from './sign'

/** AppGetTokenByWeiXin: https://cloud.tencent.com/document/product/1081/40781 */
export const APP_GET_TOKEN = 'AppGetTokenByWeiXin'

/** Against replays the platform wants both: when, in Unix seconds, and a random positive integer. */
export interface Freshness {
  timestamp: number
  nonce: number
}

/** The signed body of one call. Pure. */
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
      RequestId: request.requestId,
      Timestamp: timestamp,
      Nonce: nonce,
      WxOpenID: request.wxOpenId.reveal(),
      NickName: request.nickName,
      Avatar: request.avatar,
    },
    secret,
  )
}

/** The token out of a reply's text. Pure; a Token or ExpireAt that is missing or ill-typed is a failure. */
export function readAppGetToken(text: string): IssuedToken {
  const { Token: token, ExpireAt: expireAt, CancelAccountTime: cancelAccountTime } = readEnvelope(text)
  if (typeof token !== 'string' || token === '') {
    throw relayError('IoTExplorer.UnexpectedReply', { hint: 'The reply had no Token.' })
  }
  if (typeof expireAt !== 'number' || !Number.isSafeInteger(expireAt) || expireAt <= 0) {
    throw relayError('IoTExplorer.UnexpectedReply', { hint: 'The reply had no ExpireAt in whole seconds.' })
  }
  const issued: IssuedToken = { token, expireAt }
  if (typeof cancelAccountTime === 'number' || typeof cancelAccountTime === 'string') {
    issued.cancelAccountTime = cancelAccountTime
  }
  return issued
}

export interface AppGetTokenDependencies {
  call: CallUpstream
  /** Without the last segment, such as `https://iot.cloud.tencent.com/api/exploreropen`. */
  baseUrl: string
  clock: Clock
  /** A random whole number from 1 to 2^31 - 1. */
  nonce: () => number
  retry: Retry
  pauseOnQuota: PauseOnQuota
}

/** A bad signature has no code of its own, and a request that was refused by this one has done nothing. */
const mayBeSignature = ({ code }: RelayError): boolean => code === 'InvalidParameterValue'

/**
 * Whether to ask once more after a failure: the platform was not reached, broke off, or failed by its own word. Not
 * after a timeout, when the first call may still be under way: what two at once do for a new user is not known.
 */
const isWorthAnotherTry = ({ code, note }: RelayError): boolean =>
  code === 'IoTExplorer.Unreachable' || code === 'InternalError' || /^HTTP_5/.test(note.fault ?? '')

/** Gets a token from IoT Explorer: build, call, read. Each try is signed anew, with its own Timestamp and Nonce. */
export function createAppGetToken(dependencies: AppGetTokenDependencies): IssueToken {
  const { call, baseUrl, clock, nonce, retry, pauseOnQuota } = dependencies
  const url = new URL(`${baseUrl}/appapi`)
  return (app, request) => {
    const secrets = { current: app.iotAppSecret, previous: app.previousIotAppSecret }
    const { deadline } = request
    const ask = async (secret: Secret): Promise<IssuedToken> => {
      const freshness = { timestamp: Math.floor(clock.now() / 1000), nonce: nonce() }
      const body = buildAppGetToken(app, request, freshness, secret)
      return readAppGetToken(
        await call({
          upstream: 'IoTExplorer',
          operation: APP_GET_TOKEN,
          method: 'POST',
          url,
          body,
          deadline,
        }),
      )
    }
    return pauseOnQuota('IoTExplorer', app.iotAppKey, () =>
      withEitherSecret(secrets, mayBeSignature, (secret) =>
        retry({ operation: APP_GET_TOKEN, isHarmless: isWorthAnotherTry, deadline }, () => ask(secret)),
      ),
    )
  }
}
