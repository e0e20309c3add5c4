import type { ComponentSpace, GeneralComponent } from 'glass-easel'

import type { Filling } from '../filling'
import { pictureBehind } from './person'

const spaces = new WeakMap<ComponentSpace, string>()
const temporary = new Map<string, string>()

/** Makes known under which id the files of a space are served. */
export function serveFilesOf(space: ComponentSpace, id: string): void {
  spaces.set(space, id)
}

/** Keeps a picture until the phone is restarted; answers the path that the mini program sees. */
export function keepTemporary(dataUrl: string, paths: Filling['paths']): string {
  const path = temporaryPath(paths)
  temporary.set(path, dataUrl)
  return path
}

/** WeChat for Mac keeps the file's own name, so that a second file of that name overwrites the first. */
function temporaryPath(paths: Filling['paths']): string {
  if (paths === 'mac') return 'wxfile://temp/avatar.png'
  const name = `${Date.now().toString(16)}${temporary.size}`
  return paths === 'phone' ? `wxfile://tmp_${name}.png` : `http://tmp/${name}.png`
}

/** The content behind a path of {@link keepTemporary}, as a data URL. */
export const temporaryFile = (path: string) => temporary.get(path)

/** Where the browser finds a picture that a component names: in its own space, or anywhere by address. */
export function fileUrl(src: string, node: GeneralComponent): string {
  const kept = temporary.get(src) ?? pictureBehind(src)
  if (kept !== undefined) return kept
  if (/^(https?|data|blob):/.test(src)) return src
  const owner = node.ownerShadowRoot?.getHostNode()
  const id = owner && spaces.get(owner.getRootBehavior().ownerSpace)
  if (!owner || id === undefined) return src
  const folder = owner.is.replace(/[^/]*$/, '')
  const path = src.startsWith('/') ? src.slice(1) : folder + src
  return new URL(`/files/${id}/${path}`, document.baseURI).href
}
