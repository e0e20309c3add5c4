import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { placeOf, type ComponentPlace } from './component-address'
import { pageAsComponent } from './page-as-component'
import { tellingEvents, type OnEvent } from './told-events'

type Members = Record<string, unknown>

/** What is used of miniprogram-simulate. */
interface Simulate {
  load(path: string, tag: string, options: object): string | undefined
  render(id: string): Rendered
}

interface Rendered {
  attach(parent: unknown): void
  detach(): void
  triggerPageLifeTime(name: string): void
  instance: Members
  dom: Dom
}

/** As little of the DOM as is needed, so that no types of it are asked of a host. */
export interface Dom {
  textContent: string | null
  querySelectorAll(selector: string): Iterable<Dom>
  __wxElement?: unknown
}

interface ExparserEvent {
  create(name: string, detail: object, options: object): object
  dispatchEvent(target: unknown, event: object): void
}

export interface OpenPage {
  /** What the page's own code sees as `this`. */
  instance: Members
  dom: Dom
  tap(element: Dom): void
  close(): void
}

export interface Simulator {
  open(page: ComponentPlace, onEvent: OnEvent): OpenPage
}

interface Loaded {
  ids: Map<string, string>
  onEvent: OnEvent
}

/** By the file that requires it: the simulator registers what it has loaded once for each test file, and never again. */
const loaded: Loaded = { ids: new Map(), onEvent: () => undefined }

/** miniprogram-simulate, as the host has installed it. It needs a `document`: jest's and vitest's `jsdom`. */
export function createSimulator(rootPath: string): Simulator {
  const hostRequire = createRequire(join(rootPath, 'app.json'))
  const simulate = hostRequire('miniprogram-simulate') as Simulate
  const { Event } = createRequire(hostRequire.resolve('miniprogram-simulate'))('miniprogram-exparser') as {
    Event: ExparserEvent
  }
  withPages()
  keepTemplatesApart()
  return {
    open(page, onEvent) {
      loaded.onEvent = onEvent
      const rendered = simulate.render(load(simulate, page, 'page'))
      rendered.attach(screen())
      rendered.triggerPageLifeTime('show')
      return {
        instance: rendered.instance,
        dom: rendered.dom,
        tap(element) {
          const options = { bubbles: true, composed: true, capturePhase: true }
          Event.dispatchEvent(element.__wxElement, Event.create('tap', {}, options))
        },
        close: () => rendered.detach(),
      }
    },
  }
}

/** Loads a component after those that it uses, by ids, since the simulator finds neither npm nor plugin addresses. */
function load(simulate: Simulate, { path, rootPath }: ComponentPlace, tag: string): string {
  const known = loaded.ids.get(path)
  if (known !== undefined) return known
  const json = JSON.parse(readFileSync(`${path}.json`, 'utf8')) as {
    usingComponents?: Record<string, string>
  }
  const usingComponents = Object.fromEntries(
    Object.entries(json.usingComponents ?? {}).map(([name, address]) => [
      name,
      load(simulate, placeOf(address, path, rootPath), name),
    ]),
  )
  const id = simulate.load(path, tag, { rootPath, usingComponents })
  if (id === undefined) throw new Error(`${path} could not be loaded: it calls neither Component nor Page`)
  loaded.ids.set(path, id)
  return id
}

/** A simulator has `Component` only. */
function withPages(): void {
  const scope = hostGlobals()
  if ('Page' in scope) return
  const component = scope.Component as (options: Members) => void
  const listening = (options: Members): void =>
    component(tellingEvents(options, (name, detail) => loaded.onEvent(name, detail)))
  Object.assign(scope, { Component: listening, Page: (page: Members) => component(pageAsComponent(page)) })
}

/**
 * The compiler numbers the templates of each folder from 1, and its code keeps by number what it has made of one, for all
 * folders: a page would show the template of a component. So it is made to forget each at once: after a number is set, its
 * own code reads it twice.
 */
function keepTemplatesApart(): void {
  let kept: unknown
  let reads = 0
  const forgetful = new Proxy<Members>(
    {},
    {
      set(_target, _number, template) {
        kept = template
        reads = 2
        return true
      },
      get: () => ((reads -= 1) < 0 ? undefined : kept),
    },
  )
  const scope = hostGlobals()
  scope.__WXML_GLOBAL__ = { ...(scope.__WXML_GLOBAL__ as object | undefined), ops_cached: forgetful }
}

const hostGlobals = (): Members => globalThis

/** Where pages are drawn. */
export function screen(): unknown {
  const { document } = hostGlobals() as { document?: { body: unknown } }
  if (document !== undefined) return document.body
  throw new Error('There is no document: run the test with jsdom (testEnvironment or environment: "jsdom")')
}
