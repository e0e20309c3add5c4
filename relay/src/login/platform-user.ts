import { relayError } from '../errors'
import type { IdKind } from '../registered-app'
import type { Secret } from '../secret'

/** A user whom the cloud platform that runs the relay has named, so that no code is needed. */
export interface PlatformUser {
  /** The app that the ids are of. */
  appId: string
  openId: Secret
  /** Absent unless the app is bound to an Open Platform account. */
  unionId?: Secret
}

/** The id that is sent as WxOpenID. Throws `WeChat.UnionIdMissing`; it never takes one kind for the other. */
export function idOfUser({ openId, unionId }: PlatformUser, idKind: IdKind): Secret {
  if (idKind === 'openid') return openId
  if (unionId !== undefined) return unionId
  throw relayError('WeChat.UnionIdMissing', {
    hint: 'Bind the app to an Open Platform account, or set the id kind to openid.',
  })
}
