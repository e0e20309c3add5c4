import type { template } from 'glass-easel'

import type { ComponentConfig, WindowConfig } from '../bundle/components'

/** What the template compiler makes of one template. */
export type Template = template.ComponentTemplate['content']

type Module = (...values: unknown[]) => void

/** The app or a plugin, as `bundle/pack-space.ts` writes it. */
export interface PackedSpace {
  id: string
  configs: Record<string, ComponentConfig>
  styles: Record<string, { scope: string; css: string }>
  appStyle: string
  /** By path without extension, as the template compiler makes them. */
  templates: Record<string, Template>
  scripts: Record<string, Module>
}

export interface PackedMiniProgram {
  json: { pages: string[]; window?: WindowConfig; darkmode?: boolean; __usePrivacyCheck__?: boolean }
  themes: { light?: Record<string, string>; dark?: Record<string, string> }
  space: PackedSpace
  plugins: Record<
    string,
    { json: { publicComponents?: Record<string, string>; main?: string }; space: PackedSpace }
  >
}
