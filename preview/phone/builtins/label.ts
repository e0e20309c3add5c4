import type { BuiltInDefinition } from './built-in'

const CONTROLS = 'wx-checkbox, wx-radio, wx-switch, wx-input, wx-button'
let labels = 0

/** Hands a tap on to its control: https://developers.weixin.qq.com/miniprogram/dev/component/label.html */
export const label: BuiltInDefinition = {
  properties: { for: { type: String, value: '' } },
  attached(self) {
    const { dom } = self
    const control = () =>
      self.data.for === ''
        ? dom.querySelector<HTMLElement>(CONTROLS)
        : document.querySelector<HTMLElement>(`[wx-id="${CSS.escape(self.data.for as string)}"]`)
    dom.addEventListener('click', (event) => {
      const target = control()
      if (!target || (event.target instanceof Node && target.contains(event.target))) return
      target.click()
    })
    // Its words are the control's name; a screen reader has no other.
    queueMicrotask(() => {
      const target = control()
      if (!target || target.hasAttribute('aria-label')) return
      dom.id ||= `wx-label-${++labels}`
      target.setAttribute('aria-labelledby', dom.id)
    })
  },
}
