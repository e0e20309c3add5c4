import { createRequire } from 'node:module'
import { join } from 'node:path'
import * as simulate from 'miniprogram-simulate'
import { pageAsComponent } from '../../plugin/testing/page-as-component'
import { installFakeWx, type FakeWx } from '../stand-ins/fake-wx'

type Members = Record<string, unknown>

/** How the names of WeChat's functions begin. */
const FUNCTION = /^(get|set|on|off|create|show|hide|canIUse|report|next|stop|start)/

/** A framework asks its surroundings for much that no login needs: functions that say nothing are enough. */
function withTheRest(wx: Members): Members {
  return new Proxy(wx, {
    get: (target, name, receiver) =>
      name in target || typeof name === 'symbol' || !FUNCTION.test(name)
        ? (Reflect.get(target, name, receiver) as unknown)
        : () => ({}),
  })
}

interface CompiledApp {
  phone: FakeWx
  /** Shows a page of the compiled app. */
  open(path: string): void
  /** Taps the login button. */
  tapLogin(): void
}

interface ExparserEvents {
  create(name: string, detail: object, options: object): object
  dispatchEvent(target: unknown, event: object): void
}

/** That of the simulator, whose events are its own. */
const { Event } = createRequire(require.resolve('miniprogram-simulate'))('miniprogram-exparser') as {
  Event: ExparserEvents
}

/** Starts the output of a framework, as WeChat would: `app.js`, its `onLaunch`, then a page. */
function startCompiledApp(root: string): CompiledApp {
  const phone = installFakeWx()
  const pages: unknown[] = []
  let app: Members & { onLaunch?: (options: object) => void; onShow?: (options: object) => void } = {}
  const scope = globalThis as Members
  Object.assign(scope, {
    wx: withTheRest(scope.wx as Members),
    App: (options: typeof app) => {
      app = options
    },
    getApp: () => app,
    getCurrentPages: () => pages,
  })
  const { Component } = scope as { Component: (options: Members) => void }
  scope.Page = (page: Members) => Component(pageAsComponent(page))
  jest.requireActual(join(root, 'app.js'))
  app.onLaunch?.({ path: '', query: {} })
  app.onShow?.({ path: '', query: {} })
  return {
    phone,
    open(path) {
      const shown = simulate.render(simulate.load(join(root, path), 'page', { rootPath: root }))
      const instance = shown.instance as unknown as Members & { onLoad?: (query: object) => void }
      Object.assign(instance, { route: path })
      pages.push(instance)
      shown.attach(document.body)
      const page = shown as unknown as { triggerPageLifeTime(name: string): void }
      page.triggerPageLifeTime('show')
    },
    tapLogin() {
      const button = document.querySelector('[class*="iot-login__button"]') as {
        __wxElement?: unknown
      } | null
      const options = { bubbles: true, composed: true, capturePhase: true }
      Event.dispatchEvent(button?.__wxElement, Event.create('tap', {}, options))
    },
  }
}

/** Opens the first page of the recipe, logs in by a tap, and resolves with the addresses that were asked. */
export async function addressesOfLogin(root: string): Promise<string[]> {
  const { phone, open, tapLogin } = startCompiledApp(root)
  open('pages/index/index')
  await shows('微信登录')
  tapLogin()
  await shows('token-1')
  return phone.request.calls.map(({ url }) => url)
}

/** Resolves as soon as the page holds these words. */
function shows(words: string): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!document.body.textContent.includes(words)) return
      seen.disconnect()
      resolve()
    }
    const seen = new MutationObserver(look)
    seen.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true })
    look()
  })
}
