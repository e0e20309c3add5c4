import type { ProfileAnswer } from '../messages'

/** The person who holds the phone. */
export interface Person {
  /** By this name the sandbox tells people apart. */
  user: string
  nickName: string
  /** A data URL. */
  avatar: string
}

const NAMES = ['林小雨', '陈默', 'Ada', '王一川', 'Noor', '苏芮']
const COLOURS = ['#4f7cac', '#7a6c9d', '#b0644a', '#3d8361', '#9c5a78', '#8a7a3d']

/** The person behind a name of the sandbox: always the same for the same name. */
export function personOf(user: string): Person {
  const index =
    Array.from(user, (character) => character.charCodeAt(0)).reduce((sum, code) => sum + code, 0) %
    NAMES.length
  const nickName = NAMES[index] ?? user
  return { user, nickName, avatar: portrait(nickName, COLOURS[index] ?? '#666') }
}

/** The picture behind an address of {@link profileOf}, or nothing. */
export function pictureBehind(url: string): string | undefined {
  const [, user] = /^https:\/\/thirdwx\.qlogo\.cn\/mmopen\/preview\/([^/]+)\/132$/.exec(url) ?? []
  if (user === undefined) return undefined
  return user === 'placeholder' ? portrait('', '#c7c7c7') : personOf(user).avatar
}

/**
 * What `wx.getUserProfile` answers. Since November 2022 WeChat gives everyone the same name and a grey picture.
 * https://developers.weixin.qq.com/community/develop/doc/00022c683e8a80b29bed2142b56c01
 */
export function profileOf({ user, nickName }: Person, answer: ProfileAnswer) {
  return answer === 'own'
    ? { nickName, avatarUrl: avatarUrl(user) }
    : { nickName: '微信用户', avatarUrl: avatarUrl('placeholder') }
}

/** An address as WeChat's are, where nothing is: the phone draws the picture itself. */
const avatarUrl = (user: string) => `https://thirdwx.qlogo.cn/mmopen/preview/${user}/132`

function portrait(name: string, colour: string): string {
  const letter = name.slice(0, 1)
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="96" height="96"><rect width="96" height="96" fill="${colour}"/><text x="48" y="62" font-family="sans-serif" font-size="40" fill="#fff" text-anchor="middle">${letter}</text></svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}
