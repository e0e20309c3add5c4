import { LoginError } from '../errors'
import type { UpdateUser } from '../explorer/app-update-user'
import { fittingProfile, isLastingAvatar, type GivenProfile, type Profile } from '../identity/profile'
import type { Session } from './session'
import { asLoginError } from './session-errors'

/** Makes a session's `updateProfile()`: unlike a login, it fails where nothing can be sent. */
export function profileUpdater(
  updateUser: UpdateUser,
  newRequestId: () => string,
  { getAccessToken, invalidate }: Pick<Session, 'getAccessToken' | 'invalidate'>,
  whenUpdated: (profile: Profile) => Promise<void>,
): Session['updateProfile'] {
  return async (given) => {
    const profile = sendable(given)
    const { Token } = await getAccessToken()
    const requestId = newRequestId()
    try {
      await updateUser(Token, profile, requestId)
    } catch (thrown) {
      const error = asLoginError(thrown, requestId)
      if (error.code.endsWith('InvalidAccessToken')) await invalidate(Token)
      throw error
    }
    await whenUpdated(profile)
  }
}

function sendable(given: GivenProfile) {
  const { avatar, avatarUrl = avatar } = Object(given) as { avatar?: unknown; avatarUrl?: unknown }
  if (avatarUrl !== undefined && !isLastingAvatar(avatarUrl)) {
    throw invalidProfile(
      'The picture is no https address that others can open. A temporary path of this phone has to be uploaded first, ' +
        'by wx.uploadFile(); give the address that comes back.',
    )
  }
  const profile = fittingProfile(given)
  if (profile !== undefined) return profile
  throw invalidProfile(
    "Neither name nor picture can be sent: they are empty, invisible or WeChat's placeholder. Ask the user for others.",
  )
}

/** The error of a profile that cannot be sent. */
function invalidProfile(words: string): LoginError {
  return new LoginError('Client.InvalidProfile', words, { stage: 'profile', retryable: false })
}
