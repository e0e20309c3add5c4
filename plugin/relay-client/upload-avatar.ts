import { isLoginError, LoginError } from '../errors'
import { AVATAR_PART, AVATAR_PATH, type AvatarData, type AvatarRequest } from './contract'
import { readReply } from './relay-client'
import type { UploadFile } from './wx-upload-file'

/** Uploads the picture behind a path of this phone; resolves with the https address that others can open. */
export type UploadAvatar = (path: string, request: AvatarRequest) => Promise<string>

/**
 * One upload, no retry, because its code is good for one exchange. The relay writes picture and name into the account.
 *
 * @param relayUrl base URL, without a slash at its end
 * @throws {LoginError} stage `profile`, with the code that the relay sent, or one of `wx.uploadFile`
 */
export function avatarUploader(relayUrl: string, uploadFile: UploadFile): UploadAvatar {
  return async (path, request) => {
    const reply = await uploadFile(relayUrl + AVATAR_PATH, { path, part: AVATAR_PART }, { ...request })
    try {
      return readReply(reply, isAvatarData, request.requestId).AvatarUrl
    } catch (thrown) {
      throw isLoginError(thrown) ? ofProfile(thrown) : thrown
    }
  }
}

const ofProfile = ({ code, message, retryable, requestId, cause }: LoginError) =>
  new LoginError(code, message, { stage: 'profile', retryable, requestId, cause })

/** Of a relay on the developer's own machine it may be http. */
const LASTING = /^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1|\[::1])[:/])\S+$/

function isAvatarData(data: unknown): data is AvatarData {
  const { AvatarUrl } = Object(data) as { AvatarUrl?: unknown }
  return typeof AvatarUrl === 'string' && LASTING.test(AvatarUrl)
}
