import { ACCOUNT_DELETION_PATH, type AccountDeletionRequest } from './contract'
import { readReply } from './relay-client'
import type { Transport } from './transport'

/** Tells the relay that the account behind the code is about to be deleted. */
export type MarkDeletion = (request: AccountDeletionRequest) => Promise<void>

/**
 * A relay of somebody else's may not know of deletions: its 404 is no failure, and a login then cancels the deletion, as
 * `CancelAccountTime` tells.
 *
 * @param relayUrl base URL, without a slash at its end
 * @throws {LoginError} with the code that the relay sent, or one of the transport's
 */
export function deletionMarker(relayUrl: string, transport: Transport): MarkDeletion {
  return async (request) => {
    const reply = await transport(relayUrl + ACCOUNT_DELETION_PATH, request)
    if (reply.status !== 404) readReply(reply, isData, request.requestId)
  }
}

const isData = (data: unknown): data is object => typeof data === 'object' && data !== null
