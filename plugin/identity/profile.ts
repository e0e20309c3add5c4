/** What a user has given of themself. Nothing in a login depends on it. */
export interface Profile {
  nickName?: string
  avatar?: string
}

/** Since November 2022 WeChat answers this name, and a grey picture, in place of the user's own. */
const PLACEHOLDER_NICK_NAME = '微信用户'

/** UTF-16 units. The platform's own limit is not documented; this is what Tencent's own apps enforce. */
const MAX_NICK_NAME_LENGTH = 20

/** As WeChat's own, and well within what a relay takes: another would fail the login that it adorns. */
const AVATAR = /^https:\/\/\S{1,1016}$/

/** The user's own name and picture, or nothing where WeChat gave its placeholder or left them empty. */
export function ownProfile(nickName: string, avatarUrl: string): Profile | undefined {
  const name = fitting(nickName)
  if (name === '' || name === PLACEHOLDER_NICK_NAME) return undefined
  return AVATAR.test(avatarUrl) ? { nickName: name, avatar: avatarUrl } : { nickName: name }
}

/** A name that a login cannot fail on: no control characters, not too long, no emoji cut in half. */
function fitting(nickName: string): string {
  let name = ''
  for (const character of nickName.replace(/\p{Cc}/gu, '').trim()) {
    if (name.length + character.length > MAX_NICK_NAME_LENGTH) break
    name += character
  }
  return name
}
