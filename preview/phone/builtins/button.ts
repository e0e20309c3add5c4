import type { BuiltIn, BuiltInDefinition } from './built-in'
import { formOf } from './form'
import { native } from '../native/native'

/** https://developers.weixin.qq.com/miniprogram/dev/component/button.html */
export const button: BuiltInDefinition = {
  properties: {
    size: { type: String, value: 'default' },
    type: { type: String, value: 'default' },
    plain: { type: Boolean, value: false },
    disabled: { type: Boolean, value: false },
    loading: { type: Boolean, value: false },
    formType: { type: String, value: '' },
    openType: { type: String, value: '' },
  },
  attached(self) {
    self.onTap(() => {
      const { formType, openType } = self.data
      if (formType !== '') formOf(self.dom)?.[formType === 'reset' ? 'reset' : 'submit']()
      if (openType !== '') void openAbility(openType as string, self)
    })
  },
  update({ dom, data }) {
    dom.setAttribute('role', (data.ariaRole as string | undefined) ?? 'button')
    dom.toggleAttribute('disabled', data.disabled === true)
    dom.tabIndex = data.disabled === true ? -1 : 0
    if (data.disabled === true) dom.setAttribute('aria-disabled', 'true')
    dom.toggleAttribute('plain', data.plain === true)
    dom.setAttribute('type', data.type as string)
    dom.setAttribute('size', data.size as string)
  },
}

async function openAbility(openType: string, self: BuiltIn): Promise<void> {
  if (openType !== 'chooseAvatar') throw new Error(`button: the preview has no open-type ${openType}`)
  try {
    const avatarUrl = await native().chooseAvatar()
    if (avatarUrl !== undefined) self.fire('chooseavatar', { avatarUrl })
  } catch (error) {
    // No event tells of it, in WeChat neither.
    // eslint-disable-next-line no-console -- where WeChat says it too
    console.warn(`chooseAvatar:fail ${error instanceof Error ? error.message : String(error)}`)
  }
}
