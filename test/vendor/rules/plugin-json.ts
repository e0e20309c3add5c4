import { existsSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { filesIn } from '../built-project'

/** The keys that WeChat's own validator accepts (miniprogram-ci, `schema/dist/plugin.js`). */
const keys = [
  'publicComponents',
  'usingComponents',
  'pages',
  'main',
  'themeLocation',
  'lazyCodeLoading',
  'workers',
  'renderer',
  'componentFramework',
]

interface ComponentJson {
  component?: unknown
  usingComponents?: Record<string, string>
}

const readJson = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>

export const strayKeys = (pluginRoot: string): string[] =>
  Object.keys(readJson(join(pluginRoot, 'plugin.json')))
    .filter((key) => !keys.includes(key))
    .map((key) => `plugin.json says ${key}, which WeChat does not know; it knows ${keys.join(', ')}`)

/** A component whose json does not call it one is not registered, and the tag stays empty. */
export function notComponents(pluginRoot: string): string[] {
  const templates = filesIn(pluginRoot).filter((path) => path.endsWith('.wxml'))
  const included = new Set(templates.flatMap((path) => includedBy(pluginRoot, path)))
  return templates
    .filter((path) => existsSync(join(pluginRoot, path.replace(/wxml$/, 'js'))) || !included.has(path))
    .map((path) => path.replace(/wxml$/, 'json'))
    .filter(
      (path) => !existsSync(join(pluginRoot, path)) || readJson(join(pluginRoot, path)).component !== true,
    )
    .map((path) => `${path} does not say "component": true`)
}

/** Parts of a template that stand in files of their own. */
const includedBy = (pluginRoot: string, path: string): string[] =>
  [...readFileSync(join(pluginRoot, path), 'utf8').matchAll(/<include src="([^"]+)"/g)].map(
    ([, target = '']) => posix.join(posix.dirname(path), target),
  )

/** Addresses `plugin://alias/name` of a host whose name the plugin does not give out. */
export function unknownPublicComponents(hostRoot: string, pluginRoot: string): string[] {
  const known = Object.keys(readJson(join(pluginRoot, 'plugin.json')).publicComponents ?? {})
  return filesIn(hostRoot)
    .filter((path) => path.endsWith('.json'))
    .flatMap((path) =>
      Object.values((readJson(join(hostRoot, path)) as ComponentJson).usingComponents ?? {})
        .filter((address) => address.startsWith('plugin://'))
        .filter((address) => !known.includes(address.split('/').slice(3).join('/')))
        .map((address) => `${path} uses ${address}; the plugin has ${known.join(', ')}`),
    )
}
