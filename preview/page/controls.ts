import { element } from '../phone/native/element'
import { personOf } from '../phone/person'
import type { Filling } from '../filling'
import type { PhoneSettings, ProfileAnswer } from '../messages'
import { action, group, redraw, segmented, toggle } from './choices'
import { FAULTS, type Fault } from './faults'
import { fillingChoices } from './filling-choices'
import type { PageSettings } from './settings'
import { said, type PageWords } from './words'

export interface ControlState {
  settings: PageSettings
  words: PageWords
  /** Names of the users who have an account. */
  known: readonly string[]
  /** Unix seconds, as the platforms see it. */
  now: number
  /** The fault that the next login meets. */
  armed: string | undefined
}

export interface ControlActions {
  newUser: () => void
  returningUser: () => void
  anotherUser: () => void
  forward: () => void
  clearStorage: () => void
  reopen: () => void
  startOver: () => void
  chooseProfile: (answer: ProfileAnswer) => void
  chooseFilling: (changed: Partial<Filling>) => void
  arm: (fault: Fault | undefined) => void
}

const PLACES = [
  ['relay', 'atRelay'],
  ['wechat', 'atWechat'],
  ['explorer', 'atExplorer'],
] as const

/** What can be tried, the failures first, so that all of them are seen without scrolling. */
export function drawControls(holder: HTMLElement, state: ControlState, actions: ControlActions): void {
  const { words } = state
  redraw(
    holder,
    faults(state, actions),
    people(state, actions),
    moments(state, actions),
    profile(state, actions),
  )
  holder.setAttribute('aria-label', words.controls)
}

function people({ settings, words, known }: ControlState, actions: ControlActions): HTMLElement {
  const { nickName, avatar } = personOf(settings.user)
  const isKnown = known.includes(settings.user)
  return group(
    words.person,
    element(
      'div',
      { class: 'person', 'data-user': settings.user },
      element('img', { src: avatar, alt: '' }),
      element('span', {}, nickName),
      element('small', {}, isKnown ? words.knownPerson : words.unknownPerson),
    ),
    element(
      'div',
      { class: 'actions' },
      action({ value: 'new-user', text: words.newUser, title: words.newUserWhy }, actions.newUser),
      action(
        {
          value: 'returning-user',
          text: words.returningUser,
          title: words.returningUserWhy,
          disabled: known.length === 0,
        },
        actions.returningUser,
      ),
      action(
        { value: 'another-user', text: words.anotherUser, title: words.anotherUserWhy },
        actions.anotherUser,
      ),
    ),
  )
}

function faults({ settings, words, armed }: ControlState, { arm }: ControlActions): HTMLElement {
  const chip = (fault: Fault, subject: string) =>
    toggle(
      { value: fault.id, ...named(fault, subject, settings.lang) },
      fault.id === armed,
      () => {
        arm(fault.id === armed ? undefined : fault)
      },
      'fault',
    )
  return group(
    words.faults,
    element('p', { class: 'hint' }, words.faultsHint),
    ...PLACES.map(([place, title]) =>
      element(
        'div',
        { class: 'chips', role: 'group', 'aria-label': words[title] },
        element('h4', {}, words[title]),
        ...FAULTS.filter(({ at }) => at === place).map((fault) => chip(fault, words[title])),
      ),
    ),
  )
}

function moments({ settings, words, now }: ControlState, actions: ControlActions): HTMLElement {
  const locale = settings.lang === 'en' ? 'en-GB' : settings.lang.replace('_', '-')
  const today = new Date(now * 1000).toLocaleDateString(locale, {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
  })
  return group(
    words.time,
    element('p', { class: 'today' }, today),
    element(
      'div',
      { class: 'actions' },
      action({ value: 'forward', text: words.later, title: words.laterWhy }, actions.forward),
      action(
        { value: 'clear-storage', text: words.clearStorage, title: words.clearStorageWhy },
        actions.clearStorage,
      ),
      action({ value: 'start-over', text: words.startOver, title: words.startOverWhy }, actions.startOver),
    ),
  )
}

function profile({ settings, words }: ControlState, actions: ControlActions): HTMLElement {
  return group(
    words.filling,
    element('h4', {}, words.profile),
    segmented(
      words.profile,
      [
        { value: 'placeholder', text: words.profilePlaceholder, title: words.profileWhy },
        { value: 'own', text: words.profileOwn, title: words.profileOwnWhy },
      ],
      settings.profile,
      (answer) => {
        actions.chooseProfile(answer as ProfileAnswer)
      },
    ),
    ...fillingChoices(settings, words, actions.chooseFilling),
  )
}

/** On the chip its half of the sentence, as its name the whole. */
function named(fault: Fault, subject: string, lang: PhoneSettings['lang']): { text: string; name: string } {
  const text = said(fault, lang)
  return { text, name: lang === 'en' ? `${subject} ${text}` : subject + text }
}
