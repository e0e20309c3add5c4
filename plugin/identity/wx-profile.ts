import { fittingProfile, type Profile } from './profile'

/** The longest `desc` that WeChat takes. https://developers.weixin.qq.com/miniprogram/dev/api/open-api/user-info/wx.getUserProfile.html */
const MAX_DESC_LENGTH = 30

/**
 * Asks the user for name and picture with WeChat's own dialog. Call it in the tap handler itself: one tick later
 * WeChat refuses. Never rejects: a refusal, a placeholder and a plugin (where the API does not exist)
 * all answer `undefined`, because a login goes on without a profile.
 *
 * @param desc what the profile is for, shown in the dialog; cut to 30 characters
 */
export function requestProfile(desc: string): Promise<Profile | undefined> {
  if (typeof wx.getUserProfile !== 'function') return Promise.resolve(undefined)
  return new Promise<WechatMiniprogram.GetUserProfileSuccessCallbackResult>((resolve, reject) => {
    wx.getUserProfile({ desc: desc.slice(0, MAX_DESC_LENGTH), success: resolve, fail: reject })
  })
    .then(({ userInfo }) => fittingProfile(userInfo))
    .catch(() => undefined)
}
