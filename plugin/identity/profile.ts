import { fittingNickName } from './nick-name'

/** What users have given of themselves. Nothing in a login depends on it. */
export interface Profile {
  nickName?: string
  avatar?: string
}

/** A profile as a host may have it: its own, or WeChat's userInfo. */
export type GivenProfile = Profile | { nickName: string; avatarUrl: string }

/** Since November 2022 WeChat gives this name, and a grey picture whose address holds this, in place of the user's own. */
const PLACEHOLDER_NICK_NAME = '微信用户'
const PLACEHOLDER_AVATAR = 'POgEwh4mIHO4nibH0KlMECNjjGxQUq24'

/**
 * An address that others can open too, and a relay takes. A path of this phone is none: `wxfile://…`, `http://tmp/…`,
 * https://developers.weixin.qq.com/miniprogram/dev/framework/ability/file-system.html
 */
const AVATAR = /^https:\/\/(?=[^/?#]+\.)[\x21-\x7e]+$/
const MAX_AVATAR_LENGTH = 1024

export function isLastingAvatar(avatar: unknown): avatar is string {
  return typeof avatar === 'string' && avatar.length <= MAX_AVATAR_LENGTH && AVATAR.test(avatar)
}

/**
 * The gate that every profile passes, from any source: what cannot be sent is left out, so that no login fails on it.
 * Takes WeChat's own userInfo (`nickName`, `avatarUrl`) too.
 */
export function fittingProfile(given: unknown): Profile | undefined {
  const { nickName, avatar, avatarUrl } = Object(given) as Record<string, unknown>
  const name = fittingNickName(nickName)
  const picture = avatar ?? avatarUrl
  const isPlaceholder = typeof picture === 'string' && picture.includes(PLACEHOLDER_AVATAR)
  if (isPlaceholder || name === PLACEHOLDER_NICK_NAME) return undefined
  // WeChat gives no picture without a name.
  if (name === '' && picture !== avatar) return undefined
  const profile = {
    ...(name === '' ? {} : { nickName: name }),
    ...(isLastingAvatar(picture) ? { avatar: picture } : {}),
  }
  return Object.keys(profile).length === 0 ? undefined : profile
}
