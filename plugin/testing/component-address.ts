import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

/** Where the components of this package lie, and what the plugin calls them. */
const packageRoot = resolve(__dirname, '../../miniprogram_dist')
const PACKAGE = 'miniprogram-iot-login'

export interface ComponentPlace {
  /** Absolute, without an extension. */
  path: string
  /** What an address that begins with `/` means there. */
  rootPath: string
}

/**
 * The file behind an address in `usingComponents`, as WeChat resolves it: relative, from the root, of an npm package, or
 * of a plugin.
 *
 * @param from the file that names it, absolute, without an extension
 * @throws {Error} naming where it was looked for
 */
export function placeOf(address: string, from: string, rootPath: string): ComponentPlace {
  const candidates = candidatesFor(address, from, rootPath)
  const found = candidates.find(({ path }) => existsSync(`${path}.json`))
  if (found !== undefined) return found
  const looked = candidates.map(({ path }) => `${path}.json`).join(', ')
  throw new Error(`${from}.json uses ${address}, which is not there. Looked for: ${looked}`)
}

function candidatesFor(address: string, from: string, rootPath: string): ComponentPlace[] {
  const inPlugin = /^plugin:\/\/[^/]+\/(.+)$/.exec(address)?.[1]
  // The plugin makes each component public by its folder's name.
  if (inPlugin !== undefined) return [ours(`components/${inPlugin}/${inPlugin}`)]
  const npm = address.replace(/^\/miniprogram_npm\//, '')
  if (npm.startsWith(`${PACKAGE}/`)) return [ours(npm.slice(PACKAGE.length + 1))]
  if (npm !== address) return [packaged(npm, rootPath)]
  if (address.startsWith('/')) return [{ path: join(rootPath, address), rootPath }]
  const relative = { path: resolve(dirname(from), address), rootPath }
  return address.startsWith('.') ? [relative] : [relative, packaged(address, rootPath)]
}

const ours = (inside: string): ComponentPlace => ({ path: join(packageRoot, inside), rootPath: packageRoot })

/** Of another package, found as Node finds packages, inside the folder that "Build npm" would copy. */
function packaged(address: string, rootPath: string): ComponentPlace {
  const parts = address.split('/')
  const name = parts.slice(0, address.startsWith('@') ? 2 : 1).join('/')
  const inside = address.slice(name.length + 1)
  for (let folder = rootPath; ; folder = dirname(folder)) {
    const copied = join(folder, 'miniprogram_npm', name)
    if (existsSync(copied)) return { path: join(copied, inside), rootPath: copied }
    const installed = join(folder, 'node_modules', name)
    if (existsSync(installed)) {
      const built = join(installed, builtFolder(installed))
      return { path: join(built, inside), rootPath: built }
    }
    if (folder === dirname(folder)) return { path: join(rootPath, 'miniprogram_npm', address), rootPath }
  }
}

function builtFolder(installed: string): string {
  const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as {
    miniprogram?: string
  }
  return manifest.miniprogram ?? 'miniprogram_dist'
}
