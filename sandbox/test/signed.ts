import { createHmac } from 'node:crypto'
import { DEFAULT_APP } from '../src/options'

export type Parameters = Record<string, unknown>

/** A complete AppGetTokenByWeiXin, not signed yet. */
export const LOGIN: Parameters = {
  Action: 'AppGetTokenByWeiXin',
  RequestId: 'request-0001',
  AppKey: DEFAULT_APP.iotAppKey,
  Timestamp: 1_800_000_000,
  Nonce: 71_087_795,
  WxOpenID: 'oExample_OpenID-0001',
  NickName: '小明',
  Avatar: 'https://example.com/a.png',
}

/**
 * Signs as a client would. It is written out here once more, by the published rule, so that the sandbox's
 * checker is not tested against itself. Names with an underscore need {@link signatureFor}.
 */
export function signed(parameters: Parameters, secret = DEFAULT_APP.iotAppSecret): Parameters {
  const names = Object.keys(parameters).filter(
    (name) => ![undefined, null, ''].includes(parameters[name] as never),
  )
  const message = names.sort().map((name) => `${name}=${parameters[name] as string}`)
  return { ...parameters, Signature: signatureFor(message.join('&'), secret) }
}

export function signatureFor(message: string, secret = DEFAULT_APP.iotAppSecret): string {
  return createHmac('sha1', secret).update(message).digest('base64')
}

/** A signed login that differs from {@link LOGIN} by these. */
export function login(differences: Parameters = {}): Parameters {
  return signed({ ...LOGIN, ...differences })
}

/** A signed login without this parameter. */
export function loginWithout(name: string): Parameters {
  const { [name]: _left, ...rest } = LOGIN
  return signed(rest)
}
