import type { Clock } from '../clock'
import { relayError, type RelayError } from '../errors'
import { LastingStoreFailure, type LastingMarks } from '../lasting/lasting-store'
import type { RegisteredApp } from '../registered-app'
import type { Secret } from '../secret'

/** A deletion that has been noted. */
export interface NotedDeletion {
  /** When the account will be deleted, Unix seconds. */
  deleteAt: number
  /** Removes the mark, unless the account was marked before. Never rejects. */
  withdraw(): Promise<void>
}

const DAY_SECONDS = 86_400

/** From AppUserCancelAccount to the deletion. No page states it; Tencent's own apps say seven days. */
const WAITING_SECONDS = 7 * DAY_SECONDS

/** How much longer a mark lives: the platform's clock is not ours, and the phone tells the platform after the relay. */
const MARGIN_SECONDS = DAY_SECONDS

/**
 * Marks an account as about to be deleted. Any login cancels a pending deletion at IoT Explorer, a silent one on a
 * second phone too. So the relay, which all phones ask, refuses logins until the user has been asked. Rejects with
 * `Relay.DeletionNotStored`.
 */
export async function noteDeletion(
  marks: LastingMarks,
  clock: Clock,
  app: RegisteredApp,
  wxOpenId: Secret,
): Promise<NotedDeletion> {
  const deleteAt = Math.ceil(clock.now() / 1000) + WAITING_SECONDS
  const before = await marks.markedUntil('deletion', app, wxOpenId)
  const withdraw = async (): Promise<void> => {
    if (before === undefined) await cancelDeletion(marks, app, wxOpenId)
  }
  try {
    await marks.mark('deletion', app, wxOpenId, deleteAt + MARGIN_SECONDS)
  } catch (error) {
    // A write that came too late may have been carried out.
    await withdraw()
    if (!(error instanceof LastingStoreFailure)) throw error
    throw relayError('Relay.DeletionNotStored', { hint: error.hint })
  }
  return { deleteAt, withdraw }
}

/** Removes the mark. Never rejects: where that fails, the next login asks the user once more. */
export function cancelDeletion(
  marks: Pick<LastingMarks, 'unmark'>,
  app: RegisteredApp,
  wxOpenId: Secret,
): Promise<void> {
  return marks.unmark('deletion', app, wxOpenId).catch(() => undefined)
}

/** The refusal of a login whose account is marked until then, Unix seconds. */
export const deletionPending = (markedUntil: number): RelayError =>
  relayError('Relay.DeletionPending', { deleteAt: markedUntil - MARGIN_SECONDS })
