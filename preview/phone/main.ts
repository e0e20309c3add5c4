import { addGlobalErrorListener } from 'glass-easel'

import { USUAL_FILLING } from '../filling'
import type { FromPhone, PhoneSettings, ToPhone } from '../messages'
import { deliverEvents, PhoneBackend } from './backend'
import { createBar } from './bar'
import { sandboxAhead, shiftedDate } from './clock'
import { installConsent } from './consent'
import { createNative } from './native/create-native'
import { installNative } from './native/native'
import { nativeWords } from './native/words'
import { createNetwork, type Domain } from './network'
import type { PackedMiniProgram } from './packed'
import { createPages, pages } from './pages'
import { personOf } from './person'
import { createRecorder } from './recorder'
import { loadSpaces } from './spaces'
import { createThemeSwitch } from './theme'
import { createWx } from './wx/create-wx'

declare global {
  interface Window {
    /** Left there by the script that the server packs. */
    miniProgram: PackedMiniProgram
    previewDomains: Domain[]
  }
}

interface AppDefinition {
  onLaunch?(options: object): void
  onShow?(options: object): void
}

const defaults: PhoneSettings = {
  user: 'user-1',
  lang: 'zh_CN',
  theme: 'light',
  fontScale: '1',
  profile: 'placeholder',
  page: '',
  ...USUAL_FILLING,
}

async function start(): Promise<void> {
  const settings = {
    ...defaults,
    ...Object.fromEntries(new URLSearchParams(location.search)),
  }
  const packed = window.miniProgram
  const post = (message: FromPhone) => {
    if (window.parent !== window) window.parent.postMessage(message, location.origin)
  }
  const recorder = createRecorder(post)
  reportErrors((words) => {
    recorder.mark('error', words)
  })
  document.documentElement.lang = settings.lang.replace('_', '-')

  const words = nativeWords(settings.lang)
  const theme = createThemeSwitch(settings.theme)
  const network = createNetwork(window.previewDomains)
  const person = personOf(settings.user)
  const appName = packed.json.window?.navigationBarTitleText ?? ''
  const native = createNative(document.body, words, appName, person, settings)
  installNative(native)
  installConsent(native.consent)

  let tapping = false
  const backend = new PhoneBackend()
  deliverEvents(backend, {
    tapped: (element) => {
      recorder.mark('tap', nameOf(element))
    },
    whileTapping: (deliver) => {
      tapping = true
      deliver()
      tapping = false
    },
  })

  const date = shiftedDate(await sandboxAhead())
  const common = { settings, person, recorder, native, network, theme, packed, isTapping: () => tapping }
  let app: AppDefinition = {}
  const surroundings = (spaceId: string) => ({
    wx: createWx({ ...common, spaceId, isPlugin: spaceId !== packed.space.id }),
    Date: date,
    App: (definition: AppDefinition) => {
      app = definition
    },
    getApp: () => app,
    getCurrentPages: () => pages().open(),
  })
  recorder.mark('start', appName)
  const spaces = loadSpaces(packed, backend, surroundings)

  const bar = createBar(mustFind('header'), packed, words.back, () => {
    pages().navigateBack()
  })
  const showBar = () => {
    const top = pages().top()
    theme.apply()
    bar(theme.current(), top)
    post({ type: 'page', page: top.path })
  }
  theme.follow(showBar)
  app.onLaunch?.({ path: settings.page, query: {}, scene: 1001 })
  app.onShow?.({ path: settings.page, query: {}, scene: 1001 })
  createPages({
    packed,
    space: spaces.app.space,
    backend: spaces.backend,
    screen: mustFind('main'),
    changed: showBar,
  })
  const first = packed.json.pages.includes(settings.page) ? settings.page : (packed.json.pages[0] ?? '')
  pages().reLaunch(`/${first}`)

  window.addEventListener('message', ({ data, origin, source }: MessageEvent<ToPhone>) => {
    if (origin !== location.origin || source !== window.parent) return
    if (data.type === 'theme') theme.set(data.theme)
    else network.unplug(data.on)
  })
  document.documentElement.dataset.started = ''
  post({ type: 'started', pages: packed.json.pages })
}

function mustFind(selector: string): HTMLElement {
  const found = document.querySelector<HTMLElement>(selector)
  if (!found) throw new Error(`The phone's page has no ${selector}`)
  return found
}

/** What a person would say they have tapped. */
function nameOf(element: Element): string {
  const named = element.closest('wx-button, [role]') ?? element
  return (named.getAttribute('aria-label') ?? named.textContent).trim().slice(0, 24)
}

function reportErrors(report: (words: string) => void): void {
  // An error in a handler would otherwise end on the console; so it ends where the browser's own do.
  addGlobalErrorListener((error) => {
    reportError(error)
    return false
  })
  window.addEventListener('error', ({ message }) => {
    report(message)
  })
  window.addEventListener('unhandledrejection', ({ reason }) => {
    report(reason instanceof Error ? reason.message : JSON.stringify(reason))
  })
}

start().catch((error: unknown) => {
  const said = document.body.appendChild(document.createElement('pre'))
  said.className = 'phone-broken'
  said.textContent = error instanceof Error ? (error.stack ?? error.message) : String(error)
})
