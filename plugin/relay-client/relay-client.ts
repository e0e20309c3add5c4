import { LoginError } from '../errors'
import { LOGIN_PATH, type LoginData, type LoginRequest } from './contract'
import type { HttpReply, Transport } from './transport'

/** Trades a code for a token: one request, no retry, because a code is good for one exchange. */
export type Exchange = (request: LoginRequest) => Promise<LoginData>

/**
 * @param relayUrl base URL, without a slash at its end
 * @throws {LoginError} with the code that the relay answered, or one of the transport's
 */
export function relayClient(relayUrl: string, transport: Transport): Exchange {
  return async (request) => readLoginReply(await transport(relayUrl + LOGIN_PATH, request), request.requestId)
}

/** 401 because the next try brings a fresh code; the others because they pass. See the contract. */
const RETRYABLE_STATUS = [401, 429, 502, 503, 504]

/**
 * Reads a relay's reply, strictly: a captive portal's page with status 200 is not a login.
 *
 * @throws {LoginError} the relay's own code, or Client.UnexpectedReply
 */
export function readLoginReply(reply: HttpReply, requestId?: string): LoginData {
  return readReply(reply, isLoginData, requestId)
}

/**
 * @param isExpected whether `Data` is what was asked for
 * @throws {LoginError} the relay's own code, or Client.UnexpectedReply
 */
export function readReply<Data>(
  { status, body }: HttpReply,
  isExpected: (data: unknown) => data is Data,
  requestId?: string,
): Data {
  const response = field(body, 'Response')
  const answeredId = field(response, 'RequestId')
  const details = {
    stage: 'exchange',
    requestId: typeof answeredId === 'string' && answeredId !== '' ? answeredId : requestId,
  } as const

  const error = field(response, 'Error')
  const code = field(error, 'Code')
  if (typeof code === 'string' && code !== '') {
    const message = field(error, 'Message')
    const deleteAt = field(error, 'DeleteAt')
    throw new LoginError(code, typeof message === 'string' && message !== '' ? message : refusal(code), {
      ...details,
      retryable: RETRYABLE_STATUS.includes(status),
      ...(typeof deleteAt === 'number' ? { deleteAt } : {}),
    })
  }

  const data = field(response, 'Data')
  if (status === 200 && isExpected(data)) return data
  const words = isBeyondTenYears(data)
    ? 'The relay gave a token that ends in more than ten years. Let it send seconds, not milliseconds.'
    : `What replied (status ${status}) is no relay. Check relayUrl or transport, and what stands before it.`
  throw new LoginError('Client.UnexpectedReply', words, { ...details, retryable: status >= 500 })
}

const refusal = (code: string) =>
  `The relay refused the login with ${code} and no words. Read its log by the request id.`

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined
}

/** Seconds. A lifetime beyond it, or an end after the year 2100, was not counted in seconds. */
export const TEN_YEARS = 315_360_000
const YEAR_2100 = 4_102_444_800

function isBeyondTenYears(data: unknown): boolean {
  return Number(field(data, 'ExpiresIn')) > TEN_YEARS || Number(field(data, 'ExpireAt')) > YEAR_2100
}

function isLoginData(data: unknown): data is LoginData {
  const token = field(data, 'Token')
  const expiresIn = field(data, 'ExpiresIn')
  return (
    typeof token === 'string' &&
    token !== '' &&
    Number.isSafeInteger(field(data, 'ExpireAt')) &&
    Number.isFinite(expiresIn) &&
    Number(expiresIn) > 0 &&
    !isBeyondTenYears(data)
  )
}
