import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, relative, sep } from 'node:path'
import { placeOf, type ComponentPlace } from './component-address'
import { pageAsComponent } from './page-as-component'
import { screen, type Dom, type OpenPage, type Simulator } from './simulator'
import { templateGroup, type TemplateCompiler } from './template-group'
import { tellingEvents, type OnEvent } from './told-events'

type Members = Record<string, unknown>

/** What is used of glass-easel-miniprogram-adapter. */
interface CodeSpace {
  getComponentSpace(): { setGlobalUsingComponent(tag: string, as: string): void }
  importCodeSpace(id: string, alias: string): void
  addComponentStaticConfig(path: string, config: object): void
  addCompiledTemplate(path: string, template: object): void
  globalComponentEnv(scope: object, path: string, define: () => unknown): void
}

interface Root {
  attach(parent: unknown, placeholder: unknown): void
  release(): void
  get(): Members
  getComponent(): {
    getBackendElement(): Dom & { remove(): void }
    triggerPageLifetime(name: string, args: unknown[]): void
    getMethodCaller(): Members
  }
}

/** An element of jsdom, as far as a touch needs it. */
interface Touched extends Dom {
  ownerDocument: { defaultView: { MouseEvent: new (type: string, init: object) => unknown } }
  dispatchEvent(event: unknown): boolean
}

interface Environment {
  createCodeSpace(id: string, isMain: boolean, exported?: Record<string, string>): CodeSpace
  associateBackend(context: unknown): { createRoot(tag: string, space: CodeSpace, path: string): Root }
}

interface GlassEasel {
  CurrentWindowBackendContext: new () => {
    onEvent(listen: (target: unknown, type: string, detail: unknown, options: object) => unknown): void
  }
  Event: {
    new (type: string, detail: unknown, options: object): { getEventBubbleStatus(): unknown }
    dispatchEvent(target: unknown, event: unknown): void
  }
}

/** Tags of WeChat that pages use; here they are plain nodes, hollow as in the other simulator. */
const BUILT_IN =
  'view text button image input textarea form label checkbox checkbox-group radio radio-group switch slider picker ' +
  'picker-view picker-view-column navigator scroll-view swiper swiper-item icon progress rich-text cover-view ' +
  'cover-image web-view map canvas video camera page-container root-portal'

/** What one test file has loaded: a script runs once, and what it defines stays. */
interface World {
  environment: Environment
  backend: ReturnType<Environment['associateBackend']>
  compiler: TemplateCompiler
  spaces: Map<string, CodeSpace>
  loaded: Set<string>
}

let world: World | undefined
let onEvent: OnEvent = () => undefined

/** glass-easel, the framework of today's WeChat, as the host has installed it. It needs a `document`. */
export function createGlassEasel(rootPath: string): Simulator {
  const of = (world ??= createWorld(createRequire(join(rootPath, 'app.json'))))
  return {
    open(page, tell) {
      onEvent = tell
      const space = load(of, page)
      const root = of.backend.createRoot('wx-page', space, nameIn(page))
      const body = screen() as { appendChild(node: unknown): unknown; ownerDocument: Document }
      root.attach(body, body.appendChild(body.ownerDocument.createElement('div')))
      const component = root.getComponent()
      component.triggerPageLifetime('show', [])
      return openPage(root)
    },
  }
}

function openPage(root: Root): OpenPage {
  const component = root.getComponent()
  const dom = component.getBackendElement()
  return {
    instance: component.getMethodCaller(),
    dom,
    // A real touch, which the framework makes a tap of.
    tap(element) {
      const touched = element as Touched
      const { MouseEvent } = touched.ownerDocument.defaultView
      for (const type of ['mousedown', 'mouseup']) {
        touched.dispatchEvent(new MouseEvent(type, { bubbles: true, clientX: 1, clientY: 1 }))
      }
    },
    close() {
      dom.remove()
      root.release()
    },
  }
}

function createWorld(hostRequire: NodeJS.Require): World {
  const { CurrentWindowBackendContext, Event } = hostRequire('glass-easel') as GlassEasel
  const { MiniProgramEnv } = hostRequire('glass-easel-miniprogram-adapter') as {
    MiniProgramEnv: new () => Environment
  }
  const environment = new MiniProgramEnv()
  const context = new CurrentWindowBackendContext()
  context.onEvent((target, type, detail, options) => {
    const event = new Event(type, detail, options)
    Event.dispatchEvent(target, event)
    return event.getEventBubbleStatus()
  })
  return {
    environment,
    backend: environment.associateBackend(context),
    compiler: hostRequire('glass-easel-template-compiler') as TemplateCompiler,
    spaces: new Map(),
    loaded: new Set(),
  }
}

/** Where a component is in its own code, as the framework names it. */
const nameIn = ({ path, rootPath }: ComponentPlace): string => relative(rootPath, path).split(sep).join('/')

/** One space for each folder that addresses begin from; components of another one are imported by their own names. */
function spaceOf({ environment, spaces }: World, rootPath: string): CodeSpace {
  const known = spaces.get(rootPath)
  if (known !== undefined) return known
  const space = environment.createCodeSpace(rootPath, false, exportedBy(rootPath))
  for (const tag of BUILT_IN.split(' ')) space.getComponentSpace().setGlobalUsingComponent(tag, `wx-${tag}`)
  spaces.set(rootPath, space)
  return space
}

/** Every component of a folder is public, under its own name. */
function exportedBy(rootPath: string): Record<string, string> {
  const templates = readdirSync(rootPath, { recursive: true, encoding: 'utf8' }).filter(
    (path) => path.endsWith('.wxml') && !path.includes('node_modules'),
  )
  const names = templates.map((path) => path.slice(0, -'.wxml'.length).split(sep).join('/'))
  return Object.fromEntries(names.map((name) => [name, name]))
}

/** Loads a component after those that it uses. */
function load(of: World, place: ComponentPlace): CodeSpace {
  const { path, rootPath } = place
  const space = spaceOf(of, rootPath)
  if (of.loaded.has(path)) return space
  of.loaded.add(path)
  const json = JSON.parse(readFileSync(`${path}.json`, 'utf8')) as {
    usingComponents?: Record<string, string>
  }
  const usingComponents = Object.fromEntries(
    Object.entries(json.usingComponents ?? {}).map(([tag, address]) => {
      const used = placeOf(address, path, rootPath)
      load(of, used)
      if (used.rootPath === rootPath) return [tag, `/${nameIn(used)}`]
      const alias = `space${[...of.spaces.keys()].indexOf(used.rootPath)}`
      space.importCodeSpace(used.rootPath, alias)
      return [tag, `plugin://${alias}/${nameIn(used)}`]
    }),
  )
  const name = nameIn(place)
  space.addComponentStaticConfig(name, { ...json, component: true, usingComponents })
  const groupList = templateGroup(of.compiler, rootPath, name)
  space.addCompiledTemplate(name, { groupList, content: groupList[name] })
  space.globalComponentEnv(globalThis, name, () => {
    const scope = globalThis as Members
    const component = scope.Component as (options: Members) => void
    const telling = (options: Members): void =>
      component(tellingEvents(options, (event, detail) => onEvent(event, detail)))
    Object.assign(scope, { Component: telling, Page: (page: Members) => component(pageAsComponent(page)) })
    return createRequire(`${path}.js`)(path) as unknown
  })
  return space
}
