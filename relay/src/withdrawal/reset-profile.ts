import type { UpdateUser } from '../avatar/upload-avatar'
import type { LastingMarks } from '../lasting/lasting-store'
import type { ResetProfile } from '../login/ports'

/**
 * Writes what a login was sent with, else the placeholder, over the name and picture that the user took back. Never
 * rejects: where it fails the mark stays, and the next login tries again.
 */
export function createResetProfile(
  updateUser: UpdateUser,
  marks: Pick<LastingMarks, 'unmark'>,
): ResetProfile {
  return async (app, { wxOpenId, token, nickName, avatar, requestId, deadline }) => {
    try {
      await updateUser(app, { token, nickName, avatar, requestId, deadline })
      await marks.unmark('withdrawal', app, wxOpenId)
    } catch {
      // The call's own failure is among the metrics, and the login is not to wait for it.
    }
  }
}
