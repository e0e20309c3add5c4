import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, sep } from 'node:path'
import { root } from '../shape/source-tree'

/** A project as WeChat gets it. */
export interface BuiltProject {
  /** The folder of `project.config.json`. */
  folder: string
  pluginRoot: string
  hostRoot: string
}

export const pluginProject = (folder = root): BuiltProject => ({
  folder,
  pluginRoot: join(folder, 'dist/plugin'),
  hostRoot: join(folder, 'dist/miniprogram'),
})

const made: string[] = []

/** An empty folder, below the system's folder for such things, until {@link removeFolders}. */
export function newFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `iot-login-${name}-`))
  made.push(folder)
  return folder
}

export function removeFolders(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true })
}

/** A copy of the build, to be broken. */
export function copyOfBuild(name: string): BuiltProject {
  if (!existsSync(join(root, 'dist/plugin/plugin.json'))) {
    throw new Error('dist/plugin is missing: run `npm run build` first')
  }
  const folder = newFolder(name)
  mkdirSync(join(folder, 'dist'))
  cpSync(join(root, 'dist'), join(folder, 'dist'), { recursive: true })
  cpSync(join(root, 'project.config.json'), join(folder, 'project.config.json'))
  // What is wrong is found before anything is made small, which takes most of the time.
  edit(folder, 'project.config.json', (text) => text.replaceAll('"minified": true', '"minified": false'))
  return pluginProject(folder)
}

/** Changes one file of a project; throws where the change changes nothing. */
export function edit(folder: string, path: string, change: (text: string) => string): void {
  const file = join(folder, path)
  const before = existsSync(file) ? readFileSync(file, 'utf8') : ''
  const after = change(before)
  if (after === before) throw new Error(`${path} is not changed by that`)
  writeFileSync(file, after)
}

/** Paths of all files below a folder, from there, with `/`. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort()
}
