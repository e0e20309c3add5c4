import { createRequire } from 'node:module'
import { join } from 'node:path'
import { JSDOM } from 'jsdom'
import { pageAsComponent } from '../../plugin/testing/page-as-component'

/** The simulator finds no node inside a component of a component; its framework takes events for any. */
interface Exparser {
  Event: {
    create(name: string, detail: object, options: object): object
    dispatchEvent(target: unknown, event: object): void
  }
}

/** A page of a mini program that has added the plugin, in the simulator. */
export interface ThirdPartyPage {
  /** What the page's own code sees. */
  data: Record<string, unknown>
  /** Taps the login button, and resolves when the page has been told how that ended. */
  tapLogin(): Promise<Record<string, unknown>>
  close(): void
}

export interface ThirdPartyPageOptions {
  /** Folder of the plugin, as WeChat has it. */
  pluginRoot: string
  /** Folder of the mini program. */
  hostRoot: string
  /** As `app.json` names it. */
  page: string
  /** Each has its own. */
  wx: { plugin: object; host: object }
}

interface Rendered {
  attach(parent: unknown): void
  detach(): void
  dom: Element
  instance: { data: Record<string, unknown>; setData(data: object): void }
}

interface Simulate {
  load(path: string, tag: string, options: object): string
  render(id: string): Rendered
}

const LOGIN = 'components/iot-login/iot-login'

/** Opens a page that says `plugin://…/iot-login`, with the plugin's own `wx` for the plugin. */
export function openThirdPartyPage({
  pluginRoot,
  hostRoot,
  page,
  wx,
}: ThirdPartyPageOptions): ThirdPartyPage {
  const { simulate, close } = simulatorInJsdom()
  const scope: Record<string, unknown> = globalThis
  scope.wx = wx.plugin
  const tag = simulate.load(join(pluginRoot, LOGIN), 'iot-login', { rootPath: pluginRoot })
  const define = scope.Component as (options: object) => void
  scope.Page = (options: Record<string, unknown>) => define(pageAsComponent(options))
  scope.wx = wx.host
  const path = join(hostRoot, page)
  const id = simulate.load(path, 'page', { rootPath: hostRoot, usingComponents: { 'iot-login': tag } })
  scope.wx = wx.plugin
  const rendered = simulate.render(id)
  rendered.attach((scope.document as Document).body)
  const button = rendered.dom.querySelector('[class*="--iot-login__button "]') as Element & {
    __wxElement?: unknown
  }
  const { Event } = createRequire(__filename)('miniprogram-exparser') as Exparser
  return {
    get data() {
      return rendered.instance.data
    },
    close: () => {
      rendered.detach()
      close()
    },
    tapLogin: () =>
      new Promise((resolve) => {
        const { instance } = rendered
        const { setData } = instance
        instance.setData = (shown) => {
          setData.call(instance, shown)
          resolve(instance.data)
        }
        const tap = Event.create('tap', {}, { bubbles: true, composed: true, capturePhase: true })
        Event.dispatchEvent(button.__wxElement, tap)
      }),
  }
}

/** The simulator wants a browser's globals at the moment it is loaded. */
function simulatorInJsdom(): { simulate: Simulate; close: () => void } {
  const { window } = new JSDOM('<!doctype html>')
  const { document, HTMLElement, Element, Node, Text, Event, CustomEvent } = window
  Object.assign(globalThis, { window, document, HTMLElement, Element, Node, Text, Event, CustomEvent })
  const simulate = createRequire(__filename)('miniprogram-simulate') as Simulate
  return { simulate, close: () => window.close() }
}
