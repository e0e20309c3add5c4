import type { LoginRequest } from '../../../plugin/relay-client/contract'
import { relayError } from '../errors'
import type { LoginProof } from '../login/login'
import type { PlatformUser } from '../login/platform-user'
import { fieldRules } from './request-schema'

/**
 * What tells who the user is: the code when there is one, else the cloud platform's word. A code goes first since
 * a caller who sends one means it: in a plugin the two can name different users.
 */
export function proofOf({ code, codeType }: LoginRequest, user: PlatformUser | undefined): LoginProof {
  if (code !== undefined) return codeType === undefined ? { code } : { code, codeType }
  if (user !== undefined) return { user }
  throw relayError('Relay.InvalidParameter', { message: `code: required; it ${fieldRules.code}.` })
}
