import { settle } from './settle'
import type { WxParts } from './wx-parts'

/**
 * Consent to the privacy guideline. A plugin's `wx` has none of these, nor has a base library before 2.32.3.
 * https://developers.weixin.qq.com/miniprogram/dev/framework/user-privacy/PrivacyAuthorize.html
 */
export function privacyCalls({ isPlugin, native, settings }: WxParts) {
  if (isPlugin || settings.profile === 'own') return {}
  const { consent } = native
  return {
    getPrivacySetting: (options?: object) =>
      settle('getPrivacySetting', options, [], () => ({
        needAuthorization: settings.privacy !== 'undeclared' && !consent.isGiven(),
        privacyContractName: '',
      })),
    requirePrivacyAuthorize: (options?: object) =>
      settle('requirePrivacyAuthorize', options, [], async () => {
        await consent.require()
        return {}
      }),
    onNeedPrivacyAuthorization: consent.onNeeded,
    openPrivacyContract: (options?: object) =>
      settle('openPrivacyContract', options, [], () => {
        native.toast({ title: 'openPrivacyContract', icon: 'none', duration: 1500 })
        return {}
      }),
  }
}
