import type { BuiltIn } from './built-in'

/** Milliseconds; WeChat's own defaults. */
export const HOVER_PROPERTIES = {
  hoverClass: { type: String, value: '' },
  hoverStartTime: { type: Number, value: 20 },
  hoverStayTime: { type: Number, value: 70 },
  hoverStopPropagation: { type: Boolean, value: false },
}

/** Classes of a passing state, in the list that glass-easel keeps apart for them. */
function setPassingClass({ node }: BuiltIn, names: string): void {
  const setNodeClass: (names: string, list: number) => void = node.setNodeClass.bind(node)
  setNodeClass(names, 3)
}

/** Puts `hover-class` on while a finger is down: the class is looked up where the component is used. */
export function followPresses(self: BuiltIn): void {
  const release = () => {
    setTimeout(() => {
      setPassingClass(self, '')
      self.dom.removeAttribute('wx-pressed')
    }, Number(self.data.hoverStayTime))
    for (const event of ['pointerup', 'pointercancel']) document.removeEventListener(event, release)
  }
  self.dom.addEventListener('pointerdown', () => {
    const { hoverClass } = self.data
    if (hoverClass === 'none' || self.dom.hasAttribute('disabled')) return
    for (const event of ['pointerup', 'pointercancel']) document.addEventListener(event, release)
    if (hoverClass !== '') setPassingClass(self, hoverClass as string)
    else self.dom.setAttribute('wx-pressed', '')
  })
}
