import type { CodeSpace } from 'glass-easel-miniprogram-adapter'

import { button } from './button'
import { checkbox, radio } from './checkbox'
import { checkboxGroup, radioGroup } from './choice-group'
import type { BuiltInDefinition } from './built-in'
import { defineBuiltIn } from './define'
import { form } from './form'
import { image } from './image'
import { input, textarea } from './input'
import { label } from './label'
import { navigator } from './navigator'
import { scrollView } from './scroll-view'
import { switchBox } from './switch'

const plain: BuiltInDefinition = {}

const DEFINITIONS: Record<string, BuiltInDefinition> = {
  button,
  checkbox,
  'checkbox-group': checkboxGroup,
  form,
  image,
  input,
  label,
  navigator,
  radio,
  'radio-group': radioGroup,
  'scroll-view': scrollView,
  switch: switchBox,
  text: {
    properties: { selectable: { type: Boolean, value: false }, userSelect: { type: Boolean, value: false } },
  },
  textarea,
  view: plain,
}

/** Every built-in component by its tag. */
export function defineBuiltIns(space: CodeSpace): [tag: string, definition: never][] {
  return Object.entries(DEFINITIONS).map(([tag, definition]) => [
    tag,
    defineBuiltIn(space, tag, definition) as never,
  ])
}
