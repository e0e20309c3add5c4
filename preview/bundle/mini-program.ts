import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { parseJson } from './components'
import { packSpace } from './pack-space'
import { readFolder } from './read-folder'

/** Where a project's built app and plugin are: what WeChat DevTools would open. */
export interface ProjectRoots {
  app: string
  plugin: string
}

interface AppJson {
  usingComponents?: Record<string, string>
  plugins?: Record<string, { version: string; provider: string }>
}

/** @throws {Error} when the folder has no readable `project.config.json` */
export async function projectRoots(project: string): Promise<ProjectRoots> {
  const path = join(project, 'project.config.json')
  const { miniprogramRoot = '', pluginRoot = '' } = parseJson(path, await readFile(path, 'utf8')) as {
    miniprogramRoot?: string
    pluginRoot?: string
  }
  return { app: join(project, miniprogramRoot), plugin: join(project, pluginRoot) }
}

/**
 * The built mini program as one script, which leaves a `PackedMiniProgram` in `window.miniProgram`. The files go in as
 * they are; only templates and style sheets are translated, as WeChat does.
 */
export async function packMiniProgram({ app, plugin }: ProjectRoots): Promise<string> {
  const sources = await readFolder(app)
  const json = (path: string) => parseJson(path, sources.get(path) ?? '{}')
  const appJson = json('app.json') as AppJson
  const plugins = Object.entries(appJson.plugins ?? {}).map(async ([name, { version }]) => {
    if (version !== 'dev') throw new Error(`app.json: the plugin ${name} is not the one of this project.`)
    const pluginSources = await readFolder(plugin)
    const pluginJson = parseJson('plugin.json', pluginSources.get('plugin.json') ?? '{}')
    return `${JSON.stringify(name)}: { json: ${JSON.stringify(pluginJson)}, space: ${packSpace(name, pluginSources)} }`
  })
  return `window.miniProgram = {
    json: ${JSON.stringify(appJson)},
    themes: ${JSON.stringify(json('theme.json'))},
    space: ${packSpace('app', sources, appJson.usingComponents)},
    plugins: { ${(await Promise.all(plugins)).join(',\n')} }
  }\n`
}
