import type { PackedSpace } from './packed'

/** What a module of a space finds around it, by the name it has there. */
export type Surroundings = Record<string, unknown>

export type Require = (path: string) => unknown

/** The parameters that every module has of its own. */
const OWN = 3

/**
 * CommonJS as WeChat has it: each file runs once, with what its space gives it.
 * https://developers.weixin.qq.com/miniprogram/dev/reference/api/require.html
 */
export function moduleLoader({ id, scripts }: PackedSpace, surroundings: Surroundings): Require {
  const loaded = new Map<string, { exports: unknown }>()

  function load(path: string): unknown {
    const known = loaded.get(path)
    if (known) return known.exports
    const run = scripts[path]
    if (run === undefined) throw new Error(`${id} has no file ${path}`)
    const module = { exports: {} }
    loaded.set(path, module)
    const require: Require = (target) => load(locate(path, target))
    run(
      require,
      module,
      module.exports,
      ...parametersOf(run)
        .slice(OWN)
        .map((name) => surroundings[name]),
    )
    return module.exports
  }

  function locate(from: string, target: string): string {
    const folder = from.split('/').slice(0, -1)
    const packaged = [['miniprogram_npm', target]]
    const candidates = target.startsWith('/')
      ? [[target.slice(1)]]
      : [[...folder, target], ...(target.startsWith('.') ? [] : packaged)]
    const found = candidates
      .map((segments) => normalized(segments.join('/')))
      .flatMap((path) => [path, `${path}.js`, `${path}/index.js`])
      .find((path) => path in scripts)
    if (found === undefined) throw new Error(`${from} requires ${target}, which is not there`)
    return found
  }

  return (path) => load(locate('', path))
}

function parametersOf(run: (...values: unknown[]) => void): string[] {
  const [, list = ''] = /^function \(([^)]*)\)/.exec(String(run)) ?? []
  return list.split(', ')
}

function normalized(path: string): string {
  const segments: string[] = []
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop()
    else if (segment !== '.' && segment !== '') segments.push(segment)
  }
  return segments.join('/')
}
