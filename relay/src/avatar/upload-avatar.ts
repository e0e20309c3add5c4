import type { AvatarData } from '../../../plugin/relay-client/contract'
import type { ProofAttempt, ProvenUser, ProveUser } from '../account/prove-user'
import type { Deadline } from '../clock'
import { deletionPending } from '../deletion/deletions'
import { isRefusedToken } from '../errors'
import type { LastingMarks } from '../lasting/lasting-store'
import type { LoginJournal } from '../login/login'
import type { IssueToken } from '../login/ports'
import type { RegisteredApp } from '../registered-app'
import type { AvatarLimits } from './avatar-limits'
import type { OwnedPictures } from './owned-pictures'
import type { SquarePicture } from './square-picture'

/** A change of an account, by a token of its own. */
export interface UserUpdate {
  token: string
  nickName?: string
  avatar?: string
  requestId: string
  deadline: Deadline
}

/** Rejects with a `RelayError` of a platform code or an `IoTExplorer.*` one. */
export type UpdateUser = (app: RegisteredApp, update: UserUpdate) => Promise<void>

export interface UploadAvatarDependencies {
  proveUser: ProveUser
  issueToken: IssueToken
  updateUser: UpdateUser
  limits: Pick<AvatarLimits, 'ofUser'>
  square: SquarePicture
  pictures: Pick<OwnedPictures, 'add'>
  /** Accounts that wait for their deletion, which an upload must not cancel; or whose name is to be reset. */
  marks: Pick<LastingMarks, 'markedUntil' | 'unmark'>
  placeholder: { nickName: string }
  /** Where pictures are found, without a slash at its end. */
  url: string
}

export type AvatarAttempt = ProofAttempt & { nickName?: string }

export type UploadAvatar = (
  attempt: AvatarAttempt,
  file: Buffer,
  journal: LoginJournal,
) => Promise<AvatarData>

/**
 * The use case: picture → identity → file → account. What costs little is checked before the code is spent, and nothing
 * is decoded for someone that WeChat does not know. What fails after the file is stored removes it.
 */
export function createUploadAvatar(dependencies: UploadAvatarDependencies): UploadAvatar {
  const { proveUser, updateUser, limits, square, pictures, marks, placeholder, url } = dependencies

  return async function uploadAvatar(attempt, file, journal) {
    await square.check(file)
    return proveUser(attempt, journal, async (user) => {
      const { app, openId, deadline } = user
      await limits.ofUser(user)
      const picture = await pictures.add({ appId: app.appId, openId }, await square.make(file))
      const avatar = `${url}/${picture.name}`
      const { requestId } = attempt
      // Who took back name and picture, and now gives a picture, has taken back the name all the same.
      const isWithdrawn = (await marks.markedUntil('withdrawal', app, user.wxOpenId)) !== undefined
      const { nickName = isWithdrawn ? placeholder.nickName : undefined } = attempt
      const update = { avatar, ...(nickName === undefined ? {} : { nickName }), requestId, deadline }
      try {
        const { token, isShared } = await tokenOf(dependencies, user, { avatar, nickName, requestId })
        try {
          await updateUser(app, { ...update, token })
        } catch (error) {
          // A token that was kept may have ended; one that was made for this is the last word.
          if (!isShared || !isRefusedToken(error)) throw error
          const { token: fresh } = await issue(dependencies, user, { avatar, nickName, requestId })
          await updateUser(app, { ...update, token: fresh })
        }
        await picture.replaceFormer()
      } catch (error) {
        await picture.remove()
        throw error
      }
      if (isWithdrawn) await marks.unmark('withdrawal', app, user.wxOpenId).catch(() => undefined)
      return { AvatarUrl: avatar }
    })
  }
}

interface Given {
  avatar: string
  nickName: string | undefined
  requestId: string
}

type Issuing = Pick<UploadAvatarDependencies, 'issueToken' | 'placeholder' | 'marks'>

/** A token for the user: that of a login which was under way, or one of its own. */
async function tokenOf(
  { marks, ...issuing }: Issuing,
  user: ProvenUser,
  given: Given,
): Promise<{ token: string; isShared: boolean }> {
  const { app, wxOpenId, claims } = user
  const { issued } = await claims.claimUser(wxOpenId, false)
  // After the wait: a deletion may have been noted meanwhile.
  const markedUntil = await marks.markedUntil('deletion', app, wxOpenId)
  if (markedUntil !== undefined) throw deletionPending(markedUntil)
  if (issued !== undefined) return { token: issued.token, isShared: true }
  const fresh = await issue({ marks, ...issuing }, user, given)
  await claims.answer(fresh)
  return { token: fresh.token, isShared: false }
}

/** Opens the account of a new user with what was given; for others both are ignored. */
const issue = (
  { issueToken, placeholder }: Issuing,
  { app, wxOpenId, deadline }: ProvenUser,
  { avatar, nickName = placeholder.nickName, requestId }: Given,
) => issueToken(app, { wxOpenId, nickName, avatar, requestId, deadline })
