import type { BuiltInDefinition } from './built-in'

/** https://developers.weixin.qq.com/miniprogram/dev/component/switch.html */
export const switchBox: BuiltInDefinition = {
  properties: {
    name: { type: String, value: '' },
    checked: { type: Boolean, value: false },
    disabled: { type: Boolean, value: false },
    color: { type: String, value: '#04BE02' },
  },
  attached(self) {
    const { dom } = self
    dom.setAttribute('role', 'switch')
    dom.setAttribute('aria-checked', String(self.data.checked === true))
    self.onTap(() => {
      if (self.data.disabled === true) return
      const value = dom.getAttribute('aria-checked') !== 'true'
      dom.setAttribute('aria-checked', String(value))
      self.fire('change', { value })
    })
  },
  update({ dom, data }) {
    dom.tabIndex = data.disabled === true ? -1 : 0
    dom.style.setProperty('--choice-color', data.color as string)
  },
}
