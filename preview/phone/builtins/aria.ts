/** https://developers.weixin.qq.com/miniprogram/dev/component/aria-component.html */
const NAMES = [
  ...[
    'role',
    'label',
    'hidden',
    'disabled',
    'busy',
    'live',
    'checked',
    'expanded',
    'selected',
    'modal',
    'level',
  ],
  ...['describedby', 'labelledby', 'controls', 'haspopup', 'invalid', 'required', 'valuetext', 'atomic'],
]

const properties = NAMES.map((name) => [`aria${name.charAt(0).toUpperCase()}${name.slice(1)}`, name] as const)

export const ARIA_PROPERTIES = Object.fromEntries(
  properties.map(([property]) => [property, { type: null, value: undefined }]),
)

/** Roles that are meant to be tapped, and so must be reachable without a pointer. */
const TAPPABLE = ['button', 'link', 'checkbox', 'radio', 'switch', 'tab', 'menuitem']

const isPlain = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'

/** Puts WeChat's aria properties on the element as the browser's own. */
export function applyAria(dom: HTMLElement, data: Record<string, unknown>): void {
  for (const [property, name] of properties) {
    const value = data[property]
    if (!isPlain(value)) continue
    dom.setAttribute(name === 'role' ? 'role' : `aria-${name}`, String(value))
  }
  const role = dom.getAttribute('role') ?? ''
  if (TAPPABLE.includes(role) && !dom.hasAttribute('tabindex')) dom.tabIndex = 0
}
