import type { GeneralComponent } from 'glass-easel'
import type { CodeSpace } from 'glass-easel-miniprogram-adapter'

import { builtIns, type BuiltIn, type BuiltInDefinition, type Properties } from './built-in'
import { ARIA_PROPERTIES, applyAria } from './aria'
import { HOVER_PROPERTIES, followPresses } from './hover'

const COMMON: Properties = {
  hidden: { type: Boolean, value: false },
  ...ARIA_PROPERTIES,
  ...HOVER_PROPERTIES,
}

interface Instance {
  _$: GeneralComponent
  data: Record<string, unknown>
}

/** Registers a built-in component, with what all of them have: aria, `hidden` and `hover-class`. */
export function defineBuiltIn(space: CodeSpace, tag: string, definition: BuiltInDefinition): unknown {
  const selfOf = (instance: Instance): BuiltIn | undefined => {
    const dom: unknown = instance._$.getBackendElement()
    return dom instanceof HTMLElement ? builtIns.get(dom) : undefined
  }
  const type = space
    .component(tag)
    .definition({
      properties: { ...COMMON, ...definition.properties } as never,
      observers: {
        '**': function (this: Instance) {
          const self = selfOf(this)
          if (self) update(self, definition)
        },
      } as never,
      lifetimes: {
        attached: function (this: Instance) {
          const self = builtInOf(this)
          builtIns.set(self.dom, self)
          definition.attached?.(self)
          followPresses(self)
          update(self, definition)
        },
        detached: function (this: Instance) {
          const self = selfOf(this)
          if (self) definition.detached?.(self)
        },
      },
    })
    .register()
  return (type as unknown as { _$: unknown })._$
}

function builtInOf(instance: Instance): BuiltIn {
  const node = instance._$
  return {
    dom: node.getBackendElement() as unknown as HTMLElement,
    node,
    get data() {
      return instance.data
    },
    fire: (event, detail) => {
      node.triggerEvent(event, detail)
    },
    onTap: (listener) => {
      node.addListener('tap', listener)
    },
  }
}

function update(self: BuiltIn, definition: BuiltInDefinition): void {
  self.dom.toggleAttribute('hidden', self.data.hidden === true)
  applyAria(self.dom, self.data)
  definition.update?.(self)
}
