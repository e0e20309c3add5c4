import type { GeneralComponent } from 'glass-easel'

export type Properties = Record<string, { type: unknown; value: unknown }>

/** A built-in component on the page. */
export interface BuiltIn {
  /** Its element in the browser's page. */
  dom: HTMLElement
  node: GeneralComponent
  data: Record<string, unknown>
  /** Fires a WeChat event on it, which does not bubble. */
  fire: (event: string, detail: unknown) => void
  onTap: (listener: (event: { target: unknown }) => void) => void
}

export interface BuiltInDefinition {
  properties?: Properties
  /** Once, when it comes into the page. */
  attached?(self: BuiltIn): void
  /** When it comes into the page, and whenever a property has changed. */
  update?(self: BuiltIn): void
  detached?(self: BuiltIn): void
}

/** Built-in components in the page by their element. */
export const builtIns = new WeakMap<Element, BuiltIn>()
