import type { Proof, Verdict } from '../platform/proof'

const failed: ReadonlySet<Verdict> = new Set(['refused', 'unanswered'])

/** What the platforms said, a line a secret, and the status that the process ends with. */
export function reportProofs(proofs: readonly Proof[]): { text: string; status: 0 | 1 } {
  const lines = proofs.map(
    ({ appId, secret, verdict, words }) => `${verdict}: ${secret} of ${appId}. ${words}`,
  )
  const isBad = proofs.some(({ verdict, secret }) => failed.has(verdict) && !secret.startsWith('previous'))
  return { text: `${lines.join('\n')}\n`, status: isBad ? 1 : 0 }
}
