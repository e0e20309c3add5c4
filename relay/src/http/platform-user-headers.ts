import type { IncomingHttpHeaders } from 'node:http'
import type { PlatformUser } from '../login/ports'
import { Secret } from '../secret'

const ID = /^[A-Za-z0-9_-]{1,128}$/

/**
 * The user named by CloudBase Run in its `X-WX-*` headers. Only for a relay that can be reached through WeChat
 * only: anybody else can write these headers too.
 *
 * A mini program that shares another one's resources comes with the `FROM` headers, which are then the ones that
 * tell who it is. Undefined when there is no user, or one that makes no sense: then it takes a code.
 * https://developers.weixin.qq.com/miniprogram/dev/wxcloudservice/wxcloudrun/src/development/weixin/index.html
 */
export function platformUserOf(headers: IncomingHttpHeaders): PlatformUser | undefined {
  const text = (name: string): string | undefined => {
    const value = headers[name]
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  // The platform marks every call that came through WeChat by its source.
  if (text('x-wx-source') === undefined) return undefined
  const from = text('x-wx-from-openid') === undefined ? '' : 'from-'
  const [appId, openId, unionId] = ['appid', 'openid', 'unionid'].map((id) => text(`x-wx-${from}${id}`))
  if (appId === undefined || openId === undefined || !ID.test(appId) || !ID.test(openId)) return undefined
  const user: PlatformUser = { appId, openId: new Secret(openId) }
  if (unionId !== undefined && ID.test(unionId)) user.unionId = new Secret(unionId)
  return user
}
