import { readFileSync } from 'node:fs'
import { posix, resolve } from 'node:path'
import { createContext, runInContext } from 'node:vm'

/**
 * A folder of scripts in a world of its own, as WeChat gives the plugin and its host one each: own globals, own `Error`,
 * CommonJS by relative paths.
 *
 * @param globals what the scripts find beside the language: `wx`, `requireMiniProgram`
 */
export function scriptWorld(folder: string, globals: object): (path: string) => unknown {
  const context = createContext({ setTimeout, clearTimeout, ...globals })
  const loaded = new Map<string, { exports: unknown }>()
  function load(path: string): unknown {
    const known = loaded.get(path)
    if (known !== undefined) return known.exports
    const module = { exports: {} }
    loaded.set(path, module)
    const text = readFileSync(resolve(folder, path), 'utf8')
    const run = runInContext(`(function (module, exports, require) {${text}\n})`, context, { filename: path })
    const requireFrom = (name: string) => load(`${posix.join(posix.dirname(path), name)}.js`)
    ;(run as (...given: unknown[]) => void)(module, module.exports, requireFrom)
    return module.exports
  }
  return load
}
