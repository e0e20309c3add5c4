import { settle } from './settle'
import type { WxParts } from './wx-parts'

/**
 * A user who has agreed to the privacy guideline already. A plugin's `wx` has none of these.
 * https://developers.weixin.qq.com/miniprogram/dev/framework/user-privacy/PrivacyAuthorize.html
 */
export function privacyCalls({ isPlugin, native }: WxParts) {
  if (isPlugin) return {}
  return {
    getPrivacySetting: (options?: object) =>
      settle('getPrivacySetting', options, [], () => ({ needAuthorization: false, privacyContractName: '' })),
    requirePrivacyAuthorize: (options?: object) => settle('requirePrivacyAuthorize', options, [], () => ({})),
    onNeedPrivacyAuthorization: () => undefined,
    openPrivacyContract: (options?: object) =>
      settle('openPrivacyContract', options, [], () => {
        native.toast({ title: 'openPrivacyContract', icon: 'none', duration: 1500 })
        return {}
      }),
  }
}
