/**
 * What a platform thinks of a secret. `undecided`: it answered, and the answer would be the same for a wrong one.
 * `unanswered`: it was not reached, or what answered is not the platform.
 */
export type Verdict = 'accepted' | 'refused' | 'undecided' | 'unanswered'

export interface Proof {
  appId: string
  /** Which secret of the app. */
  secret: string
  verdict: Verdict
  /** Why, and what to do; for whoever runs the relay. Holds no secret. */
  words: string
}
