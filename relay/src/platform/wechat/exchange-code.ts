import type { CodeType } from '../../../../plugin/relay-client/contract'
import type { ExchangeCode } from '../../login/ports'
import type { PauseOnQuota } from '../quota-pause'
import type { ExchangeOneCode } from './code-to-session'

/** The exchange that the code's type asks for. It is never guessed: each code is good for one try. */
export function createExchangeCode(
  exchanges: Readonly<Record<CodeType, ExchangeOneCode>>,
  pauseOnQuota: PauseOnQuota,
): ExchangeCode {
  return (app, codeType, code, deadline) =>
    // WeChat's quotas are those of an app and a call.
    pauseOnQuota('WeChat', `${app.appId} ${codeType}`, () => exchanges[codeType](app, code, deadline))
}
