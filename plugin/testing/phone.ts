import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { createGlassEasel } from './glass-easel'
import type { OutcomeName } from './outcomes'
import { createPendingCalls } from './pending-calls'
import { phoneWx, scriptNext, type PhoneRequest, type PhoneState } from './phone-wx'
import { createRelayDouble } from './relay-double'
import { createSimulator, type Dom, type OpenPage, type Simulator } from './simulator'
import { unscripted } from './unscripted'

export interface TestPhoneOptions {
  /** The mini program's folder, with its `app.json`. */
  root: string
  /** Default: `wx0123456789abcdef`. A relay of your own configuration must be given the same. */
  appId?: string
  /** What draws pages, which the host installs. Default: `miniprogram-simulate`. */
  runner?: RunnerName
  /**
   * What the component is part of, for what `wx` allows. `plugin`: one in the mini program of somebody else, so that
   * `wx.login` fails and `wx.pluginLogin` gives the code. Both addresses are found in either form. Default: `npm`.
   */
  form?: 'npm' | 'plugin'
  /** WeChat's own tag. Default: `zh_CN`. */
  language?: string
}

export interface PageOnPhone {
  /** What the page's own code sees as `this`: `page.instance.data`. */
  instance: Record<string, unknown>
  /** All words on the page; with a class, those of the first element that has it, or undefined. */
  see(): string
  see(className: string): string | undefined
  /** Taps the login button, the first unless a number says which, and waits until nothing is under way. */
  tapLogin(button?: number): Promise<void>
  /** Leaves the page. */
  close(): void
}

export interface TestPhone {
  /** What happens next, by name; an unknown name is answered with all known ones. */
  next(outcome: OutcomeName): void
  /** Opens a page as `app.json` names it: `pages/index/index`. */
  open(page: string): Promise<PageOnPhone>
  /** What `<iot-login>` told the page, in order. */
  readonly events: readonly { name: string; detail: unknown }[]
  /** What `wx.request` was asked for, in order. */
  readonly requests: readonly PhoneRequest[]
  /** What is kept on the phone, by key. */
  readonly storage: Map<string, unknown>
  /** The functions of `wx`: put your own in the place of one. */
  readonly wx: Record<string, unknown>
  /** Closes the mini program and opens it again: storage stays, everything in memory goes. */
  restart(): void
  /** When every call of `wx` has called back, and what it set off is done. It counts calls and never sleeps. */
  idle(): Promise<void>
}

const PLUGIN_APP_ID = 'wxfedcba9876543210'

/** By the name of its package. */
const runners = { 'miniprogram-simulate': createSimulator, 'glass-easel': createGlassEasel }

export type RunnerName = keyof typeof runners

/** That of this test file. */
let used: RunnerName | undefined

/** A script is loaded once in a test file, and what it defines stays with the runner of that time. */
function runnerNamed(name: RunnerName): (rootPath: string) => Simulator {
  used ??= name
  if (used !== name)
    throw new Error(`This test file runs in ${used}: move what runs in ${name} to a file of its own`)
  if (Object.hasOwn(runners, name)) return runners[name]
  used = undefined
  throw new TypeError(`There is no runner “${name}”. Use one of: ${Object.keys(runners).join(', ')}`)
}

const LOGIN_BUTTON = 'iot-login__button'

/**
 * A phone for tests of your own pages: puts a `wx` and a relay in memory in place, and forgets the sessions of the test
 * before. Call it in each test.
 *
 * @throws {Error} when `root` has no `app.json`, or miniprogram-simulate is not installed there
 */
export function testPhone({
  root,
  appId = 'wx0123456789abcdef',
  runner = 'miniprogram-simulate',
  form = 'npm',
  language = 'zh_CN',
}: TestPhoneOptions): TestPhone {
  const rootPath = resolve(root)
  if (!existsSync(join(rootPath, 'app.json')))
    throw new Error(`${rootPath} has no app.json: set root to your mini program's folder`)
  const plugin = form === 'plugin' ? PLUGIN_APP_ID : undefined
  const events: { name: string; detail: unknown }[] = []
  const state: PhoneState = {
    appId,
    language,
    plugin,
    relay: createRelayDouble(plugin ?? appId),
    calls: createPendingCalls(),
    storage: new Map(),
    requests: [],
    script: new Map(),
    showing: [],
  }
  const simulator = runnerNamed(runner)(rootPath)
  const open = new Set<OpenPage>()
  let wx = start()

  /** A new `wx` is a new run of the mini program: sessions live on it. */
  function start(): Record<string, unknown> {
    const started = unscripted(phoneWx(state))
    Object.assign(globalThis, { wx: started })
    launch(rootPath)
    return started
  }

  return {
    next: (outcome) => scriptNext(state, outcome),
    async open(page) {
      const opened = simulator.open({ path: join(rootPath, page), rootPath }, (name, detail) =>
        events.push({ name, detail }),
      )
      open.add(opened)
      await state.calls.idle()
      return pageOnPhone(opened, state)
    },
    events,
    requests: state.requests,
    storage: state.storage,
    get wx() {
      return wx
    },
    restart() {
      for (const page of open) page.close()
      open.clear()
      state.showing.length = 0
      wx = start()
    },
    idle: () => state.calls.idle(),
  }
}

function pageOnPhone(page: OpenPage, { calls }: PhoneState): PageOnPhone {
  function see(): string
  function see(className: string): string | undefined
  function see(className?: string): string | undefined {
    if (className === undefined) return wordsOf(page.dom)
    const [found] = withClass(page.dom, className)
    return found && wordsOf(found)
  }
  return {
    instance: page.instance,
    see,
    async tapLogin(button = 0) {
      const element = withClass(page.dom, LOGIN_BUTTON)[button]
      if (element === undefined)
        throw new Error(`The page shows no login button ${button}. It shows: ${wordsOf(page.dom)}`)
      page.tap(element)
      await calls.idle()
    },
    close: () => page.close(),
  }
}

const wordsOf = ({ textContent }: Dom): string => (textContent ?? '').replace(/\s+/g, ' ').trim()

/** Components write their own name before a class. */
const withClass = (dom: Dom, className: string): Dom[] => [
  ...dom.querySelectorAll(
    ['', '--']
      .map((prefix) =>
        prefix === '' ? `.${className}` : `[class$="--${className}"], [class*="--${className} "]`,
      )
      .join(', '),
  ),
]

type AppOptions = Record<string, unknown> & { onLaunch?: () => void; onShow?: () => void }

/** By root: an `app.js` runs once in a test file, its `onLaunch` with each start. */
const apps = new Map<string, AppOptions>()

function launch(rootPath: string): void {
  if (!apps.has(rootPath)) {
    apps.set(rootPath, {})
    Object.assign(globalThis, { App: (options: AppOptions) => void apps.set(rootPath, options) })
    const file = ['app.js', 'app.ts'].map((name) => join(rootPath, name)).find((path) => existsSync(path))
    if (file !== undefined) createRequire(file)(join(rootPath, 'app'))
  }
  const app = apps.get(rootPath) ?? {}
  Object.assign(globalThis, { getApp: () => app })
  app.onLaunch?.()
  app.onShow?.()
}
