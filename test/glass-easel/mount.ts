import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { CurrentWindowBackendContext, Event as WxEvent, type Element as WxElement } from 'glass-easel'
import { MiniProgramEnv, type CodeSpace } from 'glass-easel-miniprogram-adapter'
import { TmplGroup } from 'glass-easel-template-compiler'
import { countedSetData } from '../stand-ins/counted-set-data'
import { hearInto, pageTemplate, type Mount, type PageEvent, type Part } from '../stand-ins/mounted-page'

const root = resolve(__dirname, '../../plugin')
const LOGIN = 'components/iot-login/iot-login'
const LOGIN_CODE = 'components/iot-login-code/iot-login-code'
const ALERT = 'components/iot-login/alert'
const AGREEMENT = 'components/iot-agreement/iot-agreement'
const SHEET = 'components/iot-agreement-sheet/iot-agreement-sheet'
const BUILT_IN = ['view', 'text', 'button', 'label', 'checkbox', 'checkbox-group', 'navigator', 'image']

const environment = new MiniProgramEnv()
const withTemplate = (path: string) => [path, readFileSync(join(root, `${path}.wxml`), 'utf8')]

const plugin = environment.createCodeSpace('iot', false, {
  'iot-login': LOGIN,
  'iot-login-code': LOGIN_CODE,
})
nameBuiltIns(plugin)
for (const path of [AGREEMENT, SHEET, LOGIN, LOGIN_CODE]) {
  const file = join(root, path)
  const json = JSON.parse(readFileSync(`${file}.json`, 'utf8')) as object
  // They include one another's templates.
  define(plugin, path, json, Object.fromEntries([path, LOGIN, ALERT].map(withTemplate)))
  plugin.globalComponentEnv(globalThis, path, () => require(file) as unknown)
}

const context = new CurrentWindowBackendContext()
const backend = environment.associateBackend(context)
context.onEvent((target, type, detail, options) => {
  const event = new WxEvent(type, detail, options)
  WxEvent.dispatchEvent(target, event)
  return event.getEventBubbleStatus()
})

type Dom = HTMLElement & { __wxElement?: WxElement }

let pages = 0

/** Puts a page with buttons on the screen, in the framework of today's WeChat. The component comes as a plugin. */
export const mount: Mount = (options = {}) => {
  const events: PageEvent[] = []
  const path = `page-${(pages += 1)}`
  const app = environment.createCodeSpace(path, true)
  nameBuiltIns(app)
  app.importCodeSpace('iot', 'iotLogin')
  const usingComponents = {
    'iot-login': 'plugin://iotLogin/iot-login',
    'iot-login-code': 'plugin://iotLogin/iot-login-code',
  }
  define(app, path, { component: true, usingComponents }, { [path]: pageTemplate(options) })
  app
    .component(path)
    .definition({ data: options.properties ?? {}, methods: { hear: hearInto(events) } })
    .register()
  const page = backend.createRoot('wx-page', app, path)
  const placeholder = document.body.appendChild(document.createElement('div'))
  page.attach(document.body as never, placeholder as never)
  const dom = page.getComponent().getBackendElement() as unknown as HTMLElement
  return {
    events,
    see: (className, button = 0) => {
      const shown = find(dom, `button-${button}`)
      return shown && partOf(find(shown, className))
    },
    set: (properties) => {
      page.get().setData(properties)
    },
    show: () => {
      page.getComponent().triggerPageLifetime('show', [])
    },
    countSetData: (button = 0) => countedSetData(instanceOf(find(dom, `button-${button}`))),
    leave: () => {
      dom.remove()
      page.release()
    },
  }
}

/** Built-in tags are plain nodes here: hollow, as in the other simulator. */
function nameBuiltIns(space: CodeSpace): void {
  for (const tag of BUILT_IN) space.getComponentSpace().setGlobalUsingComponent(tag, `wx-${tag}`)
}

function define(space: CodeSpace, path: string, config: object, templates: Record<string, string>): void {
  const group = new TmplGroup()
  const problems = Object.entries(templates).flatMap(
    ([name, wxml]) => group.addTmpl(name, wxml) as { isError: boolean; message: string }[],
  )
  for (const { isError, message } of problems) if (isError) throw new Error(`${path}: ${message}`)
  // The compiler answers the text of an expression.
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  const groupList = new Function(`return ${group.getTmplGenObjectGroups()}`)() as Record<string, never>
  group.free()
  space.addComponentStaticConfig(path, config)
  space.addCompiledTemplate(path, { groupList, content: groupList[path]! })
}

/** By the name that is written in WXML; a class has its component's scope before it. */
function find(below: Element, className: string): Dom | undefined {
  return [...below.querySelectorAll<Dom>('[class]')].find((each) =>
    [...each.classList].some((name) => name.endsWith(`--${className}`)),
  )
}

/** What `this` is in the component's own methods. */
const instanceOf = (shown: Dom | undefined) =>
  (shown?.__wxElement as unknown as { getMethodCaller(): object } | undefined)?.getMethodCaller()

function partOf(shown: Dom | undefined): Part | undefined {
  if (shown === undefined) return undefined
  return {
    text: shown.textContent,
    classes: [...shown.classList].map((name) => name.replace(/^__[^-]+--/, '')),
    attribute: (name) => shown.getAttribute(name) ?? undefined,
    has: (name) => shown.hasAttribute(name),
    fire: (event, detail = {}) => {
      if (event === 'tap') tap(shown)
      else WxEvent.triggerEvent(shown.__wxElement!, event, detail, {})
    },
  }
}

/** A real touch, which the framework makes a tap of. */
function tap(shown: HTMLElement): void {
  const options = { bubbles: true, clientX: 1, clientY: 1 }
  shown.dispatchEvent(new MouseEvent('mousedown', options))
  shown.dispatchEvent(new MouseEvent('mouseup', options))
}
