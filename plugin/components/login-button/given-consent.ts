import { covers, type Consent, type KeptConsent } from '../../session/consent'
import type { Agreement } from './read-agreement'

/** What one button knows of the user's consent: it is for the list that was shown, and never given by us. */
export interface GivenConsent {
  /** The box is ticked. */
  readonly agreed: boolean
  /** Whether a login needs no tap for it: nothing is asked, or all of it was agreed to before. */
  readonly isKept: boolean
  /** Whether everything asked for is agreed to; so it is where nothing is asked. */
  readonly suffices: boolean
  /** The list that stands there; the tick falls when it is another one. */
  askFor(list: Agreement[]): void
  answer(agreed: boolean): void
  /** Resolves once it is known what was agreed to before. Never rejects. */
  known(): Promise<void>
  /** The user goes on with a tick: the consent, where it is a new one. */
  give(): Consent | undefined
}

/** @param kept what the session of the button keeps; none before it is known which */
export function givenConsent(kept: () => KeptConsent | undefined): GivenConsent {
  let asked: Agreement[] = []
  let agreed = false
  const isKept = () => covers(kept()?.current, asked)
  return {
    get agreed() {
      return agreed
    },
    get isKept() {
      return isKept()
    },
    get suffices() {
      return agreed || isKept()
    },
    askFor: (list) => {
      if (JSON.stringify(list) !== JSON.stringify(asked)) agreed = false
      asked = list
    },
    answer: (answered) => {
      agreed = answered
    },
    known: async () => {
      if (asked.length > 0) await kept()?.read()
    },
    give: () => (agreed && !isKept() ? kept()?.give(asked) : undefined),
  }
}
