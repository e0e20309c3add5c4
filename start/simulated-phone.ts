import { createRequire } from 'node:module'
import { resolve, sep } from 'node:path'
import { JSDOM } from 'jsdom'

const require = createRequire(__filename)

/** The package as it is published: what runs here is what people install. */
const PACKAGE = resolve(__dirname, '../plugin/miniprogram_dist')
const COMPONENT = resolve(PACKAGE, 'components/iot-login/iot-login')

/** How a tap ended. */
export type Ending =
  | { event: 'success'; detail: { token: string; expireAt: number } }
  | {
      event: 'fail'
      detail: { code: string; message: string; stage: string; retryable: boolean; requestId: string }
    }

/** `<iot-login>` on a page, in the simulator. */
export interface MountedButton {
  /** The words on the button. */
  label(): string
  /** Taps it and waits for the event that ends the login. */
  tap(): Promise<Ending>
  /** Resolves when the component has read the phone's storage. */
  settled(): Promise<void>
}

/**
 * Starts the mini program again, as if the user had closed it: the package is loaded afresh, and only what `wx`
 * keeps is still there.
 */
export function startMiniProgram(
  wx: object,
  properties: { relayUrl: string; appKey: string },
): MountedButton {
  const simulator = simulatorInJsdom()
  Object.assign(globalThis, { wx })
  for (const path of Object.keys(require.cache)) {
    if (path.startsWith(PACKAGE + sep)) Reflect.deleteProperty(require.cache, path)
  }
  const component = simulator.render(
    simulator.load(COMPONENT, 'iot-login', { rootPath: PACKAGE }),
    properties,
  )
  const restored = new Promise<void>((resolve) => {
    component.addEventListener('change', () => {
      resolve()
    })
  })
  component.attach(document.body)

  return {
    label: () => component.querySelector('.iot-login__label')?.dom.textContent ?? '',
    settled: () => restored,
    tap: () =>
      new Promise((resolve) => {
        for (const event of ['success', 'fail'] as const) {
          component.addEventListener(event, ({ detail }) => {
            resolve({ event, detail } as Ending)
          })
        }
        component.querySelector('.iot-login__button')?.dispatchEvent('tap')
      }),
  }
}

/** The part of miniprogram-simulate that is used here; its own types leave out `addEventListener`. */
interface Simulator {
  load(path: string, tagName: string, options: { rootPath: string }): string
  render(id: string, properties: object): SimulatedNode & { attach(parent: unknown): void }
}

interface SimulatedNode {
  dom: { textContent: string | null }
  querySelector(selector: string): SimulatedNode | undefined
  dispatchEvent(name: string): void
  addEventListener(name: string, listener: (event: { detail?: unknown }) => void): void
}

let loaded: Simulator | undefined

/** The simulator wants a browser's globals at the moment it is loaded. */
function simulatorInJsdom(): Simulator {
  if (loaded === undefined) {
    const { window } = new JSDOM('<!doctype html>', { pretendToBeVisual: true })
    const { document, HTMLElement, Element, Node, Text, Event, CustomEvent } = window
    Object.assign(globalThis, { window, document, HTMLElement, Element, Node, Text, Event, CustomEvent })
    loaded = require('miniprogram-simulate') as Simulator
  }
  return loaded
}
