import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { laterThanES2018 } from '../shape/built-rules'
import { root } from '../shape/source-tree'
import { filesIn, type BuiltProject } from './built-project'
import { laterThan, missingInPlugins, tagsMissingInPlugins } from './rules/plugin-api'
import { notComponents, strayKeys, unknownPublicComponents } from './rules/plugin-json'
import { unresolvedRequires } from './rules/unresolved-requires'

/** The base library that the package's README promises to do with. */
export function promisedBaseLibrary(): string {
  const promise = /Base library (\d+\.\d+\.\d+) or later/.exec(
    readFileSync(join(root, 'plugin/README.md'), 'utf8'),
  )
  if (promise?.[1] === undefined) throw new Error('plugin/README.md names no base library')
  return promise[1]
}

const scriptsIn = (folder: string) =>
  filesIn(folder)
    .filter((path) => path.endsWith('.js'))
    .map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }))

/** Everything that WeChat's compilers let pass and that does not work on a phone. */
export function complaintsOfOurRules({ pluginRoot, hostRoot }: BuiltProject): string[] {
  const unreadable = laterThanES2018([...scriptsIn(pluginRoot), ...scriptsIn(hostRoot)])
  if (unreadable.length > 0) return unreadable
  return [
    ...strayKeys(pluginRoot),
    ...notComponents(pluginRoot),
    ...unknownPublicComponents(hostRoot, pluginRoot),
    ...unresolvedRequires(pluginRoot),
    ...unresolvedRequires(hostRoot),
    ...missingInPlugins(pluginRoot),
    ...laterThan(pluginRoot, promisedBaseLibrary()),
    ...tagsMissingInPlugins(pluginRoot),
  ]
}
