import type { RelayError } from '../../errors'
import type { RegisteredApp } from '../../registered-app'
import type { SecretPair } from '../either-secret'

export const wechatSecrets = ({ wechatAppSecret, previousWechatAppSecret }: RegisteredApp): SecretPair => ({
  current: wechatAppSecret,
  previous: previousWechatAppSecret,
})

/** 40125: not the AppSecret. 40243: it is frozen. 40001: the access token's call says so of a wrong AppSecret. */
const SECRET_REFUSED: ReadonlySet<string | undefined> = new Set(['40125', '40243', '40001'])

/** Whether a failure of code2Session or stable_token was that of the secret. */
export const isSecretRefused = ({ note }: RelayError): boolean => SECRET_REFUSED.has(note.upstreamCode)
