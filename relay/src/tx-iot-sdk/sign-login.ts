import type { TxIotSdkSignatureData } from '../../../plugin/relay-client/contract'
import type { ProofAttempt, ProveUser } from '../account/prove-user'
import type { Clock } from '../clock'
import type { LoginJournal } from '../login/login'
import type { Secret } from '../secret'
import { txIotUserId } from './user-id'

export type SignLogin = (attempt: ProofAttempt, journal: LoginJournal) => Promise<TxIotSdkSignatureData>

/** Adds the `Signature` to parameters, by the rule of IoT Explorer. */
export type Sign = (
  parameters: Readonly<Record<string, string | number>>,
  key: Secret,
) => { Signature: string }

export interface SignLoginDependencies {
  proveUser: ProveUser
  sign: Sign
  clock: Clock
  /** A random whole number from 1 to 2^31 - 1. */
  nonce: () => number
}

/**
 * The use case: code → identity → signature of a login to Tencent's plugin tx-iot-sdk, over exactly these five
 * parameters and without an Action. None of them can hold `&` or `=`, so the message reads in one way only.
 * https://cloud.tencent.com/document/product/1081/138470
 *
 * Only the newest AppSecret signs: whether the platform takes the login, the plugin is told and not the relay.
 */
export function createSignLogin({ proveUser, sign, clock, nonce }: SignLoginDependencies): SignLogin {
  return (attempt, journal) =>
    proveUser(attempt, journal, ({ app, wxOpenId }) => {
      const UserId = txIotUserId(app, wxOpenId)
      const signed = {
        AppKey: app.iotAppKey,
        Nonce: nonce(),
        OpenID: UserId,
        RequestId: attempt.requestId,
        Timestamp: Math.floor(clock.now() / 1000),
      }
      const { Signature } = sign(signed, app.iotAppSecret)
      const { AppKey, RequestId, Timestamp, Nonce } = signed
      return Promise.resolve({ AppKey, UserId, RequestId, Timestamp, Nonce, Signature })
    })
}
