import { LoginError } from './errors'
import { fittingNickName } from './identity/nick-name'
import { avatarUploader } from './relay-client/upload-avatar'
import { wxUploadFile } from './relay-client/wx-upload-file'
import { codeFields } from './session/login-request'
import type { Session } from './session/session'
import { asLoginError } from './session/session-errors'
import { getSession } from './shared-sessions'
import { wxRegistry } from './wx-registry'

/** Milliseconds: a photograph over a weak network takes longer than a login. */
const UPLOAD_TIMEOUT = 60_000

export interface UploadOptions {
  /** Whose account it is. Default: the session of `configure()`. */
  session?: Session
  /** Written into the account together with the picture. Default: the name stays as it is. */
  nickName?: string
}

/**
 * Uploads the picture of `chooseAvatar` to the relay, which writes it into the user's account, and resolves with its https
 * address. It needs the relay among the uploadFile domains, and a relay with an address: one on WeChat's cloud is reached
 * by calls that carry no file.
 *
 * @param filePath the temporary path, which is dead after the app has ended
 * @throws {LoginError} stage `profile`; Client.SignedOut where the user is not signed in
 */
export async function uploadAvatar(
  filePath: string,
  { session = getSession(), nickName }: UploadOptions = {},
): Promise<string> {
  const account = wxRegistry().accounts?.get(session)
  if (!account?.relayUrl) throw noAddress()
  const { identify, relayUrl, appId, newRequestId } = account
  const state = await session.restored()
  if (state !== 'ready') throw notSignedIn()
  const requestId = newRequestId()
  const name = fittingNickName(nickName)
  try {
    const request = {
      ...codeFields(await identify(), appId),
      ...(name === '' ? {} : { nickName: name }),
      requestId,
    }
    return await avatarUploader(relayUrl, wxUploadFile(UPLOAD_TIMEOUT))(filePath, request)
  } catch (thrown) {
    throw asLoginError(thrown, requestId)
  }
}

/** The error of a relay that no file reaches. */
const noAddress = () =>
  new LoginError(
    'Client.InvalidConfiguration',
    'A relay on WeChat’s cloud takes no upload, since its calls carry no file. Configure one with relayUrl for pictures.',
    { stage: 'profile', retryable: false },
  )

/** The error of a picture without an account. */
const notSignedIn = () =>
  new LoginError('Client.SignedOut', 'A picture belongs to an account. Call login() from a tap first.', {
    stage: 'profile',
    retryable: false,
  })
