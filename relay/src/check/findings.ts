/**
 * What was found out about a setting by asking. `undecided`: it was answered, and the answer would be the same for a
 * wrong one. `unanswered`: what was asked was not reached, or is not what it should be. `advice`: it works, with a loss
 * that is named.
 */
export type Verdict = 'accepted' | 'refused' | 'undecided' | 'unanswered' | 'advice'

export interface Finding {
  /** What was asked about, such as `IoT AppSecret of wx…`. */
  subject: string
  verdict: Verdict
  /** Why, and what to do; for the operator. Holds no secret. */
  words: string
  /** It may be refused: it is the secret of before. */
  isPrevious?: true
}

/** What one question found out. */
export type Answer = Pick<Finding, 'verdict' | 'words'>

/** The findings, a line each, and the status that the process ends with: 0 when all that counts is accepted. */
export function reportFindings(findings: readonly Finding[]): { text: string; status: 0 | 1 } {
  const lines = findings.map(({ subject, verdict, words }) => `${verdict}: ${subject}. ${words}\n`)
  const isFine = (verdict: Verdict): boolean => verdict === 'accepted' || verdict === 'advice'
  const isBad = findings.some(({ verdict, isPrevious }) => !isFine(verdict) && isPrevious !== true)
  return { text: lines.join(''), status: isBad ? 1 : 0 }
}
