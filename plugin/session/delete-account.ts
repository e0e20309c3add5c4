import { LoginError } from '../errors'
import type { TokenApi } from '../explorer/token-api'
import type { Identity } from '../identity/identity'
import type { MarkDeletion } from '../relay-client/mark-deletion'
import { codeFields } from './login-request'
import type { Session } from './session'
import { asLoginError } from './session-errors'

interface Ports {
  identify: Identity
  markDeletion: MarkDeletion
  tokenApi: TokenApi
  newRequestId: () => string
  appId?: string | undefined
}

/**
 * Makes a session's `deleteAccount()`. The relay is told first: a silent login on a second phone would cancel the
 * deletion, and only the relay, which all phones ask, can keep it from that. Where it cannot keep the mark, nothing is
 * deleted.
 */
export function accountDeleter(
  ports: Ports,
  getAccessToken: Session['getAccessToken'],
  signOut: () => Promise<void>,
): Session['deleteAccount'] {
  return async (options) => {
    const { confirmed } = Object(options) as { confirmed?: unknown }
    if (confirmed !== true) throw notConfirmed()
    const requestId = ports.newRequestId()
    try {
      const { Token } = await getAccessToken()
      await ports.markDeletion({ ...codeFields(await ports.identify(), ports.appId), requestId })
      await ports.tokenApi('AppUserCancelAccount', Token, requestId)
    } catch (thrown) {
      throw asLoginError(thrown, requestId)
    }
    await signOut()
  }
}

/** The error of a deletion that the user was not asked about. */
function notConfirmed(): LoginError {
  return new LoginError(
    'Client.DeletionNotConfirmed',
    'An account is deleted only after a question. Ask the user, then call deleteAccount({ confirmed: true }).',
    { stage: 'session', retryable: false },
  )
}
