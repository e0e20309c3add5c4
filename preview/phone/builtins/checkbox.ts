import { groupOf } from './choice-group'
import { builtIns, type BuiltIn, type BuiltInDefinition } from './built-in'

/** Whether it is ticked by now, which the user changes without the page's data changing. */
const ticked = new WeakMap<Element, boolean>()

export const isTicked = (dom: Element) => ticked.get(dom) === true

function show({ dom, data }: BuiltIn, value: boolean): void {
  ticked.set(dom, value)
  dom.setAttribute('aria-checked', String(value))
  dom.style.setProperty('--choice-color', data.color as string)
}

const properties = {
  value: { type: String, value: '' },
  checked: { type: Boolean, value: false },
  disabled: { type: Boolean, value: false },
  color: { type: String, value: '#09BB07' },
}

/** What a choice is told by the page, and nothing where the page has only told it again. */
const told = new WeakMap<Element, unknown>()

function choice(role: 'checkbox' | 'radio', tap: (self: BuiltIn) => void): BuiltInDefinition {
  return {
    properties,
    attached(self) {
      self.dom.setAttribute('role', role)
      self.onTap(() => {
        if (self.data.disabled !== true) tap(self)
      })
    },
    update(self) {
      const { dom, data } = self
      dom.tabIndex = data.disabled === true ? -1 : 0
      if (data.disabled === true) dom.setAttribute('aria-disabled', 'true')
      if (told.get(dom) !== data.checked) show(self, data.checked === true)
      told.set(dom, data.checked)
    },
  }
}

/** https://developers.weixin.qq.com/miniprogram/dev/component/checkbox.html */
export const checkbox = choice('checkbox', (self) => {
  show(self, !isTicked(self.dom))
  told.set(self.dom, isTicked(self.dom))
  const group = groupOf(self.dom)
  const value = [...(group?.dom.querySelectorAll('wx-checkbox') ?? [])].filter(isTicked).map(valueOf)
  group?.fire('change', { value })
})

/** https://developers.weixin.qq.com/miniprogram/dev/component/radio.html */
export const radio = choice('radio', (self) => {
  const group = groupOf(self.dom)
  for (const other of group?.dom.querySelectorAll('wx-radio') ?? []) {
    const otherSelf = builtIns.get(other)
    if (otherSelf) show(otherSelf, other === self.dom)
  }
  group?.fire('change', { value: self.data.value })
})

export const valueOf = (dom: Element): unknown => builtIns.get(dom)?.data.value
