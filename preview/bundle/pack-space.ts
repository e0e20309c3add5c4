import { createHash } from 'node:crypto'

import type { Sources } from './read-folder'
import { findComponents } from './components'
import { compileStyleSheet } from './style-sheet'
import { compileTemplates } from './templates'

/** What a module is called with: what WeChat gives it, and as `undefined` what a browser has and WeChat has not. */
const MODULE_PARAMETERS = [
  ...['require', 'module', 'exports', 'wx', 'App', 'Page', 'Component', 'Behavior'],
  ...['getApp', 'getCurrentPages', 'requirePlugin', 'requireMiniProgram', 'Date'],
  ...['window', 'document', 'navigator', 'location', 'localStorage', 'fetch', 'XMLHttpRequest'],
]

/**
 * A space, which is the app or one plugin, as a JavaScript expression for the phone: see `PackedSpace`.
 *
 * @param id names the space in the page; style scopes begin with it
 */
export function packSpace(
  id: string,
  sources: Sources,
  usingEverywhere: Record<string, string> = {},
): string {
  const key = createHash('sha256')
    .update(JSON.stringify([id, usingEverywhere, ...sources]))
    .digest('hex')
  const packed = packedBefore.get(key) ?? pack(id, sources, usingEverywhere)
  packedBefore.set(key, packed)
  return packed
}

/** By a hash of everything that went in, so that a reload costs nothing while nothing has changed. */
const packedBefore = new Map<string, string>()

function pack(id: string, sources: Sources, usingEverywhere: Record<string, string>): string {
  const components = findComponents(sources, usingEverywhere)
  const styles = [...components.keys()].flatMap((path) => {
    if (!sources.has(`${path}.wxss`)) return []
    const scope = styleScope(id, path)
    return [[path, { scope, css: compileStyleSheet(sources, `${path}.wxss`, scope) }]]
  })
  const appStyle = sources.has('app.wxss') ? compileStyleSheet(sources, 'app.wxss', '') : ''
  const scripts = [...sources].filter(([path]) => path.endsWith('.js'))
  return `{
    id: ${JSON.stringify(id)},
    configs: ${JSON.stringify(Object.fromEntries(components))},
    styles: ${JSON.stringify(Object.fromEntries(styles))},
    appStyle: ${JSON.stringify(appStyle)},
    templates: ${compileTemplates(sources)},
    scripts: {
      ${scripts.map(([path, text]) => `${JSON.stringify(path)}: ${moduleFunction(text)}`).join(',\n')}
    }
  }`
}

/** The text as it is, between two lines of ours: what runs can be compared with what was built. */
const moduleFunction = (text: string) => `function (${MODULE_PARAMETERS.join(', ')}) {\n${text}\n}`

const styleScope = (id: string, path: string) => `${id}-${path.replace(/[^\w-]/g, '-')}`
