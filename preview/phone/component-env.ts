import type { GeneralComponent } from 'glass-easel'
import type { CodeSpace, ComponentEnv } from 'glass-easel-miniprogram-adapter'

import { formField } from './builtins/form-field'

type Definition = { behaviors?: unknown[] } & Record<string, unknown>
type Register = (definition?: Definition) => unknown

/** `Component`, `Page` and `Behavior` for the modules of a space, and the frame in which one of them registers. */
export function componentEnv(space: CodeSpace) {
  let current: ComponentEnv | undefined

  const registering = (name: 'Component' | 'Page') => (definition?: Definition) => {
    if (current === undefined) throw new Error(`${name}() was called outside a page's or component's file`)
    const register = current[name] as Register
    return definition === undefined ? register() : register(known(definition))
  }
  const behavior: Register = (definition) =>
    space.componentEnv('', ({ Behavior }) => {
      const define = Behavior as unknown as Register
      return definition === undefined ? define() : define(known(definition))
    })

  /** Behaviours that WeChat brings are named; the adapter knows them by value. */
  function known(definition: Definition): Definition {
    const behaviors = definition.behaviors?.map((each) => {
      if (typeof each !== 'string') return each
      if (each === 'wx://form-field') return formField(space)
      throw new Error(`The preview has no behavior ${each}`)
    })
    return behaviors === undefined ? definition : { ...definition, behaviors }
  }

  return {
    globals: { Component: registering('Component'), Page: registering('Page'), Behavior: behavior },
    within: (path: string, run: () => void): void => {
      space.componentEnv(path, (env) => {
        current = env
        try {
          run()
        } finally {
          current = undefined
        }
      })
    },
  }
}

/** The lifetime `ready`, which is fired here only: once the first picture is there. */
export function firingReady(space: CodeSpace): void {
  const behavior = space
    .getComponentSpace()
    .define()
    .lifetime('attached', function (this: unknown) {
      const { _$: component } = this as { _$: GeneralComponent }
      queueMicrotask(() => {
        component.triggerLifetime('ready', [])
      })
    })
    .registerBehavior()
  space.setOverallBehavior(behavior)
}
