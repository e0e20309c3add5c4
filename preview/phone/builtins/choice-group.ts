import { builtIns, type BuiltIn, type BuiltInDefinition } from './built-in'

const properties = { name: { type: String, value: '' } }

export const checkboxGroup: BuiltInDefinition = { properties }

export const radioGroup: BuiltInDefinition = {
  properties,
  attached({ dom }) {
    dom.setAttribute('role', 'radiogroup')
  },
}

/** The group that a choice belongs to. */
export function groupOf(dom: Element): BuiltIn | undefined {
  const group = dom.closest('wx-checkbox-group, wx-radio-group')
  return group ? builtIns.get(group) : undefined
}
