import { appStateCalls } from './app-state'
import { BUILT_IN_TAGS } from '../builtins/tags'
import { interactionCalls } from './interaction'
import { loginCalls } from './login'
import { navigationCalls } from './navigation'
import { privacyCalls } from './privacy'
import { requestCalls } from './request'
import { socketCalls } from './socket'
import { storageCalls } from './storage'
import { systemCalls } from './system'
import { uploadCalls } from './upload-file'
import { profileCalls } from './user-profile'
import type { WxParts } from './wx-parts'

/**
 * The `wx` of one space. What it lacks is `undefined`, as in an older WeChat, so that `typeof` tells; calling it throws
 * the browser's own error, which names it: `wx.scanCode is not a function`. Its members are read-only, and it takes keys
 * of the mini program beside them.
 */
export function createWx(parts: WxParts): object {
  const calls: object = {
    ...loginCalls(parts),
    ...profileCalls(parts),
    ...requestCalls(parts),
    ...socketCalls(parts),
    ...uploadCalls(parts),
    ...storageCalls(parts),
    ...interactionCalls(parts),
    ...navigationCalls(),
    ...systemCalls(parts),
    ...appStateCalls(),
    ...privacyCalls(parts),
  }
  /** By the first name of a schema such as `getAppBaseInfo.return.theme` or `button.open-type.chooseAvatar`. */
  const canIUse = (schema: string) => {
    const [name = ''] = schema.split('.')
    return name in calls || BUILT_IN_TAGS.has(name)
  }
  const members = Object.entries({ ...calls, canIUse })
  return Object.defineProperties(
    {},
    Object.fromEntries(members.map(([name, value]) => [name, { value, enumerable: true }])),
  )
}
