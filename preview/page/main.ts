import type { FromPhone } from '../messages'
import { clearStorageOf } from '../storage-prefix'
import { drawControls, type ControlActions } from './controls'
import { createDiagram } from './diagram'
import type { Fault } from './faults'
import { rowsOf, type Happening } from './journey'
import { drawAppearance, drawPhoneChoices } from './phone-choices'
import { createPhoneFrame } from './phone-frame'
import { sandbox } from './sandbox'
import { loadSettings, saveSettings, type PageSettings } from './settings'
import { translate } from './translate'
import { followUpstream } from './upstream-hops'
import { LOCALES } from './words'

const DAY = 24 * 60 * 60
/** A little more than a token of the sandbox lives. */
const LATER = 31 * DAY

const place = (id: string): HTMLElement => {
  const found = document.getElementById(id)
  if (!found) throw new Error(`index.html has no #${id}`)
  return found
}

let settings = loadSettings()
let happenings: Happening[] = []
let pages: string[] = []
let known: string[] = []
let now = Math.floor(Date.now() / 1000)
let armed: Fault | undefined

const frame = place('phone') as HTMLIFrameElement
const drawDiagram = createDiagram(place('diagram'))
const phone = createPhoneFrame(frame, receive)
const upstream = followUpstream((hops) => {
  for (const hop of hops) happenings.push({ hop })
  void lookAround()
  draw()
})

function receive(message: FromPhone): void {
  if (message.type === 'mark') happenings.push({ mark: message.mark })
  if (message.type === 'hop') {
    const { hop } = message
    const index = happenings.findIndex((each) => 'hop' in each && each.hop.key === hop.key)
    if (index === -1) happenings.push({ hop })
    else happenings[index] = { hop }
    upstream.waiting(hop.answer === undefined)
    // It was for one login, however often that was tried.
    if (hop.to === 'relay' && hop.answer && armed) arm(undefined)
  }
  if (message.type === 'started') {
    pages = message.pages
    phone.send({ type: 'unreachable', on: armed !== undefined && !armed.sandbox })
  }
  if (message.type === 'page') settings = { ...settings, page: message.page }
  draw()
}

/** Learns what has changed at the platforms, and says so when they do not answer. */
async function lookAround(): Promise<void> {
  const armedBefore = armed
  const asked = Promise.all([sandbox.knownUsers(), sandbox.now(), sandbox.faultsWaiting()])
  const seen = await asked.catch(() => undefined)
  place('trouble').hidden = seen !== undefined
  if (!seen) return
  const [users, time, waiting] = seen
  known = users
  now = time
  // One that was chosen meanwhile is not in this answer yet.
  if (armed?.sandbox && armed === armedBefore && waiting === 0) armed = undefined
  draw()
}

/** Shown as chosen once it is: the next tap will meet it. */
function arm(fault: Fault | undefined): void {
  const shown = () => {
    armed = fault
    phone.send({ type: 'unreachable', on: fault !== undefined && !fault.sandbox })
    draw()
  }
  sandbox.arm(fault?.sandbox).then(shown, lookAround)
}

function open(): void {
  happenings = happenings.filter((each) => 'mark' in each || each.hop.answer !== undefined)
  phone.start(settings)
}

/** Changes what was chosen, and opens the mini program again where it would not notice by itself. */
function choose(changed: Partial<PageSettings>): void {
  settings = { ...settings, ...changed }
  saveSettings(settings)
  if (changed.theme) phone.send({ type: 'theme', theme: changed.theme })
  const quiet = Object.keys(changed).every((name) => name === 'theme' || name === 'width')
  if (!quiet) open()
  draw()
}

const actions: ControlActions = {
  newUser: () => {
    const number = 1 + Math.max(2, ...known.map((user) => Number(/^user-(\d+)$/.exec(user)?.[1] ?? 0)))
    choose({ user: `user-${Math.max(number, Number(settings.user.slice(5)) + 1)}` })
  },
  returningUser: () => {
    const user = known.includes(settings.user) ? settings.user : (known.at(-1) ?? settings.user)
    clearStorageOf(user, localStorage)
    choose({ user })
  },
  anotherUser: () => {
    choose({ user: settings.user === 'user-2' ? 'user-1' : 'user-2' })
  },
  forward: () => {
    sandbox.advance(LATER).then(lookAround).then(open, lookAround)
  },
  clearStorage: () => {
    clearStorageOf(settings.user, localStorage)
    open()
  },
  reopen: open,
  startOver: () => {
    for (const key of Object.keys(localStorage)) if (key.startsWith('wx:')) localStorage.removeItem(key)
    armed = undefined
    happenings = []
    sandbox.reset().then(() => {
      choose({ user: 'user-1' })
      return lookAround()
    }, lookAround)
  },
  chooseProfile: (profile) => {
    choose({ profile })
  },
  chooseFilling: choose,
  arm,
}

function draw(): void {
  const words = LOCALES[settings.lang]
  document.documentElement.dataset.theme = settings.theme
  document.documentElement.style.setProperty('--phone-width', `${settings.width}px`)
  translate(document, words, settings.lang)
  drawAppearance(place('appearance'), settings, words, choose)
  drawPhoneChoices(place('phone-choices'), settings, words, pages, choose, open)
  drawControls(place('controls'), { settings, words, known, now, armed: armed?.id }, actions)
  drawDiagram(rowsOf(happenings), words, settings.lang)
}

place('clear-journey').addEventListener('click', () => {
  happenings = []
  draw()
})

draw()
void upstream.skip().then(() => {
  happenings = happenings.filter((each) => 'mark' in each || each.hop.from === 'phone')
  void lookAround()
  open()
})
