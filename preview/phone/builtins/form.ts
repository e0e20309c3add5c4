import { isTicked, valueOf } from './checkbox'
import { builtIns, type BuiltIn, type BuiltInDefinition } from './built-in'

/** https://developers.weixin.qq.com/miniprogram/dev/component/form.html */
export const form: BuiltInDefinition = {
  properties: { reportSubmit: { type: Boolean, value: false } },
  attached({ dom }) {
    dom.setAttribute('role', 'form')
  },
}

/** What a button with `form-type` does to the form around it. */
export function formOf(dom: Element): { submit(): void; reset(): void } | undefined {
  const element = dom.closest('wx-form')
  const self = element ? builtIns.get(element) : undefined
  if (!element || !self) return undefined
  return {
    submit: () => {
      self.fire('submit', { value: valuesIn(element), target: {} })
    },
    reset: () => {
      self.fire('reset', {})
    },
  }
}

/** A component, built-in or the mini program's own, that has a name and a value. */
type Field = Pick<BuiltIn, 'dom' | 'data'>

function valuesIn(form: Element): Record<string, unknown> {
  const fields = [...form.querySelectorAll<HTMLElement>('*')].flatMap(
    (dom) => builtIns.get(dom) ?? ownField(dom),
  )
  const named = fields.filter(({ data }) => typeof data.name === 'string' && data.name !== '')
  return Object.fromEntries(named.map((field) => [field.data.name as string, valueOfField(field)]))
}

/** One with the behavior `wx://form-field`. */
function ownField(dom: HTMLElement & { __wxElement?: { data?: BuiltIn['data'] } }): Field[] {
  const data = dom.__wxElement?.data
  return data && 'name' in data && 'value' in data ? [{ dom, data }] : []
}

function valueOfField({ dom, data }: Field): unknown {
  const ticked = (tag: string) => [...dom.querySelectorAll(tag)].filter(isTicked).map(valueOf)
  switch (dom.localName) {
    case 'wx-checkbox-group':
      return ticked('wx-checkbox')
    case 'wx-radio-group':
      return ticked('wx-radio')[0] ?? ''
    case 'wx-switch':
      return dom.getAttribute('aria-checked') === 'true'
    case 'wx-input':
    case 'wx-textarea':
      return dom.querySelector<HTMLInputElement>('input, textarea')?.value ?? ''
    default:
      return data.value
  }
}
