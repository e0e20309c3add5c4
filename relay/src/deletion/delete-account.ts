import type { AccountDeletionData } from '../../../plugin/relay-client/contract'
import type { ProofAttempt, ProveUser } from '../account/prove-user'
import type { Clock } from '../clock'
import type { LastingMarks } from '../lasting/lasting-store'
import type { LoginJournal } from '../login/login'
import { noteDeletion } from './deletions'

export type DeleteAccount = (attempt: ProofAttempt, journal: LoginJournal) => Promise<AccountDeletionData>

/**
 * The use case: code → identity → mark. The phone asks IoT Explorer for the deletion itself, once this has succeeded. A
 * login of the user that is under way has looked for the mark already, so the answer waits for its end: else that login
 * could reach IoT Explorer after the deletion, and cancel it.
 */
export function createDeleteAccount(proveUser: ProveUser, marks: LastingMarks, clock: Clock): DeleteAccount {
  return (attempt, journal) =>
    proveUser(attempt, journal, async ({ app, wxOpenId, claims }) => {
      const noted = await noteDeletion(marks, clock, app, wxOpenId)
      try {
        await claims.claimUser(wxOpenId, true)
      } catch (error) {
        await noted.withdraw()
        throw error
      }
      return { DeleteAt: noted.deleteAt }
    })
}
