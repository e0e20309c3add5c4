import type { RelayUnderTest } from './checked-relay'
import type { SandboxBehind } from './sandbox-behind'

/** `must`: the client or safety breaks without it. `should`: users or operators are worse off. `may`: a comfort. */
export const LEVELS = ['must', 'should', 'may'] as const
export type Level = (typeof LEVELS)[number]

/** One promise of the contract. */
export type Check = {
  level: Level
  /** What holds, as a sentence. */
  promise: string
} & (
  | { needsSandbox?: undefined; run: (relay: RelayUnderTest) => Verdict }
  /** It cannot be told without a look into the sandbox behind the relay. */
  | { needsSandbox: true; run: (relay: RelayUnderTest, sandbox: SandboxBehind) => Verdict }
)

/** Nothing where the promise holds, else what was found and what to do. */
export type Verdict = Promise<string | undefined>

export interface Finding {
  level: Level
  promise: string
  outcome: 'kept' | 'broken' | 'unchecked'
  /** What was found, then the cure; only where it is broken. */
  words?: string
}

/** What one relay was found to keep. */
export interface ContractReport {
  /** Whether every *must* that could be checked is kept. */
  passed: boolean
  findings: Finding[]
}
