import type { CodeType } from '../../../../plugin/relay-client/contract'
import type { ExchangeCode } from '../../login/ports'
import type { ExchangeOneCode } from './code-to-session'

/** The exchange that the code's type asks for. It is never guessed: each code is good for one try. */
export function createExchangeCode(exchanges: Readonly<Record<CodeType, ExchangeOneCode>>): ExchangeCode {
  return (app, codeType, code) => exchanges[codeType](app, code)
}
