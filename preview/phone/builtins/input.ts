import { consent } from '../consent'
import { native } from '../native/native'
import type { BuiltIn, BuiltInDefinition } from './built-in'

const properties = {
  name: { type: String, value: '' },
  value: { type: String, value: '' },
  type: { type: String, value: 'text' },
  password: { type: Boolean, value: false },
  placeholder: { type: String, value: '' },
  placeholderClass: { type: String, value: '' },
  disabled: { type: Boolean, value: false },
  maxlength: { type: Number, value: 140 },
  focus: { type: Boolean, value: false },
  confirmType: { type: String, value: 'done' },
}

type Field = HTMLInputElement | HTMLTextAreaElement

const fields = new WeakMap<Element, Field>()
/** The value that the page set last: what the user has typed since stays when another property changes. */
const told = new WeakMap<Element, unknown>()

function field(tag: 'input' | 'textarea'): BuiltInDefinition {
  return {
    properties,
    attached(self) {
      const element = document.createElement(tag)
      fields.set(self.dom, element)
      self.dom.append(element)
      listen(self, element)
    },
    update({ dom, data }) {
      const element = fields.get(dom)
      if (!element) return
      if (told.get(dom) !== data.value) element.value = data.value as string
      told.set(dom, data.value)
      element.placeholder = data.placeholder as string
      element.disabled = data.disabled === true
      element.maxLength = Number(data.maxlength)
      if (element instanceof HTMLInputElement) element.type = data.password === true ? 'password' : 'text'
      const name = (data.ariaLabel ?? data.placeholder) as string
      if (name !== '') element.setAttribute('aria-label', name)
      if (data.focus === true) element.focus()
    },
  }
}

/** The browser's own events end here: they would arrive at the mini program without WeChat's detail. */
function listen({ fire, data, dom }: BuiltIn, element: Field): void {
  const detail = () => ({ value: element.value, cursor: element.selectionStart ?? 0 })
  const on = (event: string, answer: () => void) => {
    element.addEventListener(event, (happened) => {
      happened.stopPropagation()
      answer()
    })
  }
  on('input', () => {
    told.set(dom, undefined)
    fire('input', detail())
  })
  on('focus', () => {
    fire('focus', { ...detail(), height: 0 })
  })
  on('blur', () => {
    fire('blur', detail())
    if (data.type === 'nickname' && element.value !== '') review(element, fire)
  })
  element.addEventListener('keydown', (event) => {
    if ((event as KeyboardEvent).key === 'Enter' && element instanceof HTMLInputElement)
      fire('confirm', detail())
  })
}

/**
 * WeChat's check of a name, some time after the blur; one that fails clears the field. Without consent the field is
 * plain text. https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/userProfile.html
 */
function review(element: Field, fire: BuiltIn['fire']): void {
  if (!consent().isGiven()) return
  const { review: outcome } = native().filling
  if (outcome === 'absent') return
  setTimeout(
    () => {
      if (outcome === 'failed') element.value = ''
      fire('nicknamereview', { pass: outcome === 'passed', timeout: outcome === 'late' })
    },
    outcome === 'late' ? LATE_MILLISECONDS : 0,
  )
}

const LATE_MILLISECONDS = 3000

/** https://developers.weixin.qq.com/miniprogram/dev/component/input.html */
export const input = field('input')

/** https://developers.weixin.qq.com/miniprogram/dev/component/textarea.html */
export const textarea = field('textarea')
