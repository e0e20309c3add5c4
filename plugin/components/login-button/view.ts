import { errorWords, LOCALES } from '../../locale/index'
import type { Words } from '../../locale/words'
import type { Profile } from '../../identity/profile'
import { isBusy, type SessionState } from '../../session/state'
import type { Props } from './props'
import type { Agreement } from './read-agreement'
import { wordsWith } from './read-labels'
import type { AppBase } from './wx-app-base'

/** What `view()` is told beside the properties. */
export interface Situation {
  state: SessionState
  /** Code of the failure that the user has not answered yet. */
  failure?: string | undefined
  /** Of the login that failed, where the user has asked for it. */
  requestId?: string | undefined
  /** What the user gave, in whichever login. */
  profile?: Profile | undefined
  /** The user has ticked the box. */
  agreed: boolean
  /** Everything was agreed to before: it is not asked again. */
  isKept: boolean
  /** The button was tapped before that. */
  agreementMissed: boolean
  /** The question to a user whose account is about to be deleted; the day of it where it is known. */
  deletion?: { deleteAt?: number | undefined } | undefined
  /** The login takes so long that the user may call it off. */
  waitsLong: boolean
}

/** What the template shows; it decides nothing by itself. */
export interface View {
  look: 'login' | 'busy' | 'done'
  label: string
  /** Every label that the button can have, so that its width fits the widest. */
  labels: string[]
  /** Says the state in words, for a screen reader. */
  ariaLabel: string
  disabled: boolean
  busy: boolean
  block: boolean
  size: Props['size']
  variant: Props['variant']
  shape: Props['shape']
  /** Factor for every word. */
  fontScale: number
  /** What stands there: the button, what `signed-in` puts in its place, or nothing. */
  shows: Props['signedIn']
  /** On the card; no picture where none is known. */
  name: string
  avatar: string
  logOut: string
  theme: 'light' | 'dark'
  useSlot: boolean
  /** The line below the button; empty for none. */
  alert: string
  /** Below that, with its words; empty until it is asked for. */
  requestId: string
  /** What is to be agreed to; none once signed in, or agreed to before. */
  agreement: Agreement[]
  agreed: boolean
  /** The box gets the colour of an error, and `alert` stands under it. */
  agreementMissed: boolean
  agreementWords: Pick<Words, 'agree' | 'and'>
  /** The question that stands in a sheet, over everything. */
  sheet: Sheet | null
  /** Words of the way out below the button, and what it does; empty for none. */
  wayOut: string
  leads: 'skip' | 'cancel'
}

/** A question with two answers. */
export interface Sheet {
  title: string
  /** What is asked; empty for the agreements. */
  text: string
  no: string
  yes: string
}

/** The words of one button: the host's, else those of the language. */
export function wordsFor({ lang, labels }: Props, { language }: AppBase): Words {
  return wordsWith(LOCALES[lang === 'auto' ? language : lang], labels)
}

/** Pure: the same properties and situation always look the same. */
export function view(props: Props, base: AppBase, situation: Situation): View {
  const words = wordsFor(props, base)
  const { state, failure, requestId, profile, agreed, isKept, agreementMissed, waitsLong } = situation
  const busy = isBusy(state)
  const done = state === 'ready'
  const shows = done ? props.signedIn : 'button'
  const missed = agreementMissed && !busy && !done
  const asksInSheet = props.agreementMode === 'sheet'
  const { agree, and } = words
  const label = busy ? words.loggingIn : done ? words.loggedIn : failure ? words.retry : words.login
  return {
    look: busy ? 'busy' : done ? 'done' : 'login',
    label,
    labels: [...new Set([words.login, words.loggingIn, words.loggedIn, words.retry])],
    ariaLabel: busy ? `${label}…` : label,
    disabled: props.disabled,
    busy,
    block: props.block,
    size: props.size,
    variant: props.variant,
    shape: props.shape,
    fontScale: props.fontScale === 'auto' ? base.fontScale : 1,
    shows,
    name: shows === 'card' ? (profile?.nickName ?? words.loggedIn) : '',
    avatar: (shows === 'card' && profile?.avatar) || '',
    logOut: words.logOut,
    theme: props.theme === 'auto' ? base.theme : props.theme,
    useSlot: props.useSlot,
    alert: busy ? '' : missed && !asksInSheet ? words.agreeFirst : failure ? errorWords(words, failure) : '',
    requestId: !busy && failure && requestId ? `${words.requestId} ${requestId}` : '',
    agreement: done || (isKept && !agreed) ? [] : props.agreement,
    agreed,
    agreementMissed: missed && !asksInSheet,
    sheet: sheetFor(words, missed && asksInSheet, busy || done ? undefined : situation.deletion),
    wayOut: waitsLong ? words.cancel : props.skippable && !done ? words.skip : '',
    leads: waitsLong ? 'cancel' : 'skip',
    agreementWords: { agree, and },
  }
}

function sheetFor(words: Words, asksToAgree: boolean, deletion: Situation['deletion']): Sheet | null {
  if (asksToAgree) {
    return { title: words.sheetTitle, text: '', no: words.disagree, yes: words.agreeAndLogin }
  }
  if (deletion === undefined) return null
  const date = deletion.deleteAt ? dayOf(deletion.deleteAt) : words.deletionSoon
  const text = words.deletionLoss.replace('{date}', date)
  return { title: words.deletionTitle, text, no: words.keepDeleting, yes: words.cancelDeletion }
}

/** The day by this phone, written alike in every language. */
function dayOf(seconds: number): string {
  const minutesBehind = new Date(seconds * 1000).getTimezoneOffset()
  return new Date((seconds - minutesBehind * 60) * 1000).toISOString().slice(0, 10)
}
