import { posix } from 'node:path'

import type { Sources } from './read-folder'

/** How a page lies in its window: `window` of app.json, and a page's own `.json`. */
export interface WindowConfig {
  navigationBarTitleText?: string
  navigationBarBackgroundColor?: string
  navigationBarTextStyle?: string
  backgroundColor?: string
}

/** A page's or component's `.json`, as far as the preview reads it. */
export interface ComponentConfig extends WindowConfig {
  component?: boolean
  usingComponents?: Record<string, string>
  styleIsolation?: string
  addGlobalClass?: boolean
}

const NPM = 'miniprogram_npm'

/** Parses a `.json`; says which when it is none. */
export function parseJson(path: string, text: string): object {
  try {
    return JSON.parse(text) as object
  } catch (error) {
    throw new Error(`${path} is not JSON.`, { cause: error })
  }
}

/**
 * The pages and components of a space by path without extension, with every component they use found.
 *
 * @throws {Error} naming the component that is not there, as WeChat's compiler does
 */
export function findComponents(
  sources: Sources,
  everywhere: Record<string, string> = {},
): Map<string, ComponentConfig> {
  const found = new Map<string, ComponentConfig>()
  for (const [path, text] of sources) {
    const bare = path.replace(/\.json$/, '')
    if (bare === path || !sources.has(`${bare}.wxml`)) continue
    const config = parseJson(path, text) as ComponentConfig
    const using = Object.entries({ ...everywhere, ...config.usingComponents })
    const usingComponents = Object.fromEntries(
      using.map(([tag, target]) => [tag, locate(sources, bare, target)]),
    )
    // A page's styles are its own, and those of app.wxss apply to it.
    const styleIsolation = config.styleIsolation ?? (config.component === true ? undefined : 'apply-shared')
    found.set(bare, {
      ...config,
      usingComponents,
      ...(styleIsolation === undefined ? {} : { styleIsolation }),
    })
  }
  return found
}

/** By WeChat's order: a path from here or from the root, then a package. */
function locate(sources: Sources, from: string, target: string): string {
  if (target.includes('://')) return target
  const candidates = target.startsWith('/')
    ? [target.slice(1)]
    : [posix.join(posix.dirname(from), target), target, posix.join(NPM, target)]
  const found = candidates
    .flatMap((path) => [path, `${path}/index`])
    .find((path) => sources.has(`${path}.wxml`))
  if (found === undefined) throw new Error(`${from}.json uses the component ${target}, which is not there.`)
  return `/${found}`
}
