import { errorWords } from '../../locale/index'
import type { Words } from '../../locale/words'
import { isBusy, type SessionState } from '../../session/state'

/** What `view()` is told. */
export interface Situation {
  state: SessionState
  disabled: boolean
  /** Code of the failure that the user has not answered yet. */
  failure?: string | undefined
  /** The button was tapped before the agreements were ticked. */
  agreementMissed: boolean
}

/** What the template shows; it decides nothing by itself. */
export interface View {
  look: 'login' | 'busy' | 'done'
  label: string
  /** Says the state in words, for a screen reader. */
  ariaLabel: string
  disabled: boolean
  busy: boolean
  /** The line below the button; empty for none. */
  alert: string
}

/** Pure: the same situation and words always look the same. */
export function view({ state, disabled, failure, agreementMissed }: Situation, words: Words): View {
  const busy = isBusy(state)
  const label = busy
    ? words.loggingIn
    : state === 'ready'
      ? words.loggedIn
      : failure
        ? words.retry
        : words.login
  return {
    look: busy ? 'busy' : state === 'ready' ? 'done' : 'login',
    label,
    ariaLabel: busy ? `${label}…` : label,
    disabled,
    busy,
    alert: busy ? '' : agreementMissed ? words.agreeFirst : failure ? errorWords(words, failure) : '',
  }
}
