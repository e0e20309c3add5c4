import { join, resolve } from 'node:path'
import * as simulate from 'miniprogram-simulate'
import { countedSetData } from '../stand-ins/counted-set-data'
import { hearInto, pageTemplate, type Mount, type PageEvent, type Part } from '../stand-ins/mounted-page'

/** The simulator's component framework. Built-in events other than a tap do not bubble, which only this can say. */
const { Event } = require('miniprogram-exparser') as {
  Event: {
    create(name: string, detail: object, options: object): object
    dispatchEvent(target: unknown, event: object): void
  }
}

type Dom = Element & { __wxElement?: unknown }

/** A node as the simulator tells it, children of child components included. */
interface Node {
  tagName: string
  attrs: { name: string; value: unknown }[]
  children: (Node | string)[]
}

type Rendered = ReturnType<typeof simulate.render> & {
  attach(parent: Element): void
  detach(): void
  triggerPageLifeTime(name: string): void
}

const rootPath = resolve(__dirname, '../../plugin')
const loaded = new Map<string, string>()

/** Puts a page with buttons on the screen, in miniprogram-simulate. */
export const mount: Mount = (options = {}) => {
  const events: PageEvent[] = []
  const { tag = 'iot-login' } = options
  const page = simulate.render(
    simulate.load({
      template: pageTemplate(options),
      usingComponents: { [tag]: load(tag) },
      data: options.properties ?? {},
      methods: { hear: hearInto(events) },
    } as never),
  ) as unknown as Rendered
  page.attach(document.body)
  return {
    events,
    see: (className, button = 0) => partOf(page, `button-${button}`, className),
    set: (properties) => {
      page.setData(properties)
    },
    show: () => {
      page.triggerPageLifeTime('show')
    },
    countSetData: (button = 0) => countedSetData(page.querySelector(`.button-${button}`)?.instance),
    leave: () => {
      page.detach()
    },
  }
}

/** Once for each test file, which must keep to one tag: the simulator registers what both use the first time only. */
function load(tag: string): string {
  const known = loaded.get(tag)
  if (known !== undefined) return known
  const id = simulate.load(join(rootPath, `components/${tag}/${tag}`), tag, { rootPath })
  loaded.set(tag, id)
  return id
}

function partOf(page: Rendered, button: string, className: string): Part | undefined {
  const shown = page.querySelector(`.${button}`)
  const node = shown && find(shown.toJSON(), className)
  // The simulator puts the component's name before each class.
  const dom = shown?.dom?.querySelector<Dom>(`[class$="--${className}"], [class*="--${className} "]`)
  if (shown === undefined || node === undefined) return undefined
  return {
    text: textOf(node),
    classes: classesOf(node),
    attribute: (name) => attributeOf(node, name) as string | undefined,
    has: (name) => attributeOf(node, name) === true,
    fire: (event, detail = {}) => {
      const options = event === 'tap' ? { bubbles: true, composed: true, capturePhase: true } : {}
      // By the DOM node, since the simulator finds none inside a child component.
      Event.dispatchEvent(dom?.__wxElement, Event.create(event, detail, options))
    },
  }
}

const attributeOf = ({ attrs }: Node, name: string) => attrs.find((each) => dashed(each.name) === name)?.value
const isNode = (child: Node | string): child is Node => typeof child !== 'string'
const dashed = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
const classesOf = ({ attrs }: Node) =>
  ((attrs.find(({ name }) => name === 'class')?.value ?? '') as string).split(' ').filter(Boolean)
const textOf = (node: Node): string =>
  node.children.map((child) => (isNode(child) ? textOf(child) : child)).join('')

function find(node: Node, className: string): Node | undefined {
  if (classesOf(node).includes(className)) return node
  for (const child of node.children.filter(isNode)) {
    const found = find(child, className)
    if (found) return found
  }
  return undefined
}
