import { MiniProgramEnv, type AssociatedBackend, type CodeSpace } from 'glass-easel-miniprogram-adapter'

import { defineBuiltIns } from './builtins/define-all'
import { serveFilesOf } from './file-url'
import { componentEnv, firingReady } from './component-env'
import { moduleLoader, type Require, type Surroundings } from './modules'
import type { PackedMiniProgram, PackedSpace } from './packed'
import type { PhoneBackend } from './backend'

/** A space that has been loaded: its components are known, its files can be required. */
interface LoadedSpace {
  space: CodeSpace
  require: Require
}

export interface Spaces {
  app: LoadedSpace
  backend: AssociatedBackend
  /** What a plugin's main file exports: https://developers.weixin.qq.com/miniprogram/dev/framework/plugin/using.html */
  requirePlugin(name: string): unknown
}

/**
 * Loads the app and its plugins, each in a space of its own.
 *
 * @param surroundings what the modules of a space find, by the space's id; `requirePlugin` is added for the app
 */
export function loadSpaces(
  { space: app, plugins }: PackedMiniProgram,
  context: PhoneBackend,
  surroundings: (id: string) => Surroundings,
): Spaces {
  const env = new MiniProgramEnv()
  const backend = env.associateBackend(context)
  const builtIns = defineBuiltIns(env.getGlobalCodeSpace())

  function load(packed: PackedSpace, isApp: boolean, exported: Record<string, string>, given: Surroundings) {
    const space = env.createCodeSpace(packed.id, isApp, exported)
    for (const [tag, definition] of builtIns) {
      space.getComponentSpace().setGlobalUsingComponent(tag, definition)
    }
    firingReady(space)
    if (isApp) for (const name of Object.keys(plugins)) space.importCodeSpace(name, name)
    addFiles(space, packed, backend)
    serveFilesOf(space.getComponentSpace(), packed.id)
    const components = componentEnv(space)
    const require = moduleLoader(packed, { ...given, ...components.globals })
    return { space, require, register: () => register(packed, require, components.within) }
  }

  const mains = new Map<string, unknown>()
  const loadedPlugins = Object.entries(plugins).map(([name, { json, space }]) => {
    const loaded = load(space, false, json.publicComponents ?? {}, surroundings(name))
    if (json.main !== undefined) mains.set(name, loaded.require(`/${json.main}`))
    return loaded
  })
  const requirePlugin = (name: string) => {
    if (!(name in plugins)) throw new Error(`app.json names no plugin ${name}`)
    return mains.get(name)
  }
  const loadedApp = load(app, true, {}, { ...surroundings('app'), requirePlugin })
  for (const plugin of loadedPlugins) plugin.register()
  loadedApp.require('/app.js')
  loadedApp.register()
  return { app: loadedApp, backend, requirePlugin }
}

function addFiles(
  space: CodeSpace,
  { configs, styles, templates, appStyle, id }: PackedSpace,
  backend: AssociatedBackend,
) {
  for (const [path, config] of Object.entries(configs)) {
    space.addComponentStaticConfig(path, config as never)
    const content = templates[path]
    if (content) space.addCompiledTemplate(path, { groupList: templates, content })
    const style = styles[path]
    const url = `${id}/${path}`
    backend.registerStyleSheetContent(url, style?.css ?? '')
    space.addStyleSheet(path, url, style?.scope ?? `${id}-${path.replace(/[^\w-]/g, '-')}`)
  }
  backend.registerStyleSheetContent(`${id}/app`, appStyle)
  space.addStyleSheet('app', `${id}/app`)
}

/** Runs each component's file, in which it registers itself. */
function register(
  { configs }: PackedSpace,
  require: Require,
  within: (path: string, run: () => void) => void,
): void {
  for (const path of Object.keys(configs)) within(path, () => require(`/${path}`))
}
