import type { Agreement } from './read-agreement'

/** What one button knows of the user's consent: it is for the list that was shown, and never given by us. */
export interface GivenConsent {
  readonly agreed: boolean
  /** Whether a login needs no tap for it: nothing is asked. */
  readonly isKept: boolean
  /** Whether everything asked for is agreed to; so it is where nothing is asked. */
  readonly suffices: boolean
  /** The list that stands there; the tick falls when it is another one. */
  askFor(list: Agreement[]): void
  answer(agreed: boolean): void
}

export function givenConsent(): GivenConsent {
  let asked = '[]'
  let agreed = false
  return {
    get agreed() {
      return agreed
    },
    get isKept() {
      return asked === '[]'
    },
    get suffices() {
      return agreed || asked === '[]'
    },
    askFor: (list) => {
      const next = JSON.stringify(list)
      if (next !== asked) agreed = false
      asked = next
    },
    answer: (answered) => {
      agreed = answered
    },
  }
}
