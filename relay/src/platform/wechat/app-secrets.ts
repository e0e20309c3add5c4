import type { RelayError } from '../../errors'
import type { SecretSource } from '../operation'

/** The AppSecret of WeChat's console, and the one before it while that is being replaced. */
export const wechatAppSecrets: SecretSource = {
  first: (app) => app.wechatAppSecret,
  other: (app) => app.previousWechatAppSecret,
}

/** 40125: not the AppSecret. 40243: it is frozen. 40001: the access token's call says so of a wrong AppSecret. */
const SECRET_REFUSED: ReadonlySet<string | undefined> = new Set(['40125', '40243', '40001'])

/** Whether a failure of code2Session or stable_token was that of the secret. */
export const isAppSecretRefused = ({ note }: RelayError): boolean => SECRET_REFUSED.has(note.upstreamCode)
