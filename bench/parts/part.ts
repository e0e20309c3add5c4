import type { Stage } from '../processes/stage'

/** How long and how often a part measures. */
export interface Effort {
  /** Of one measurement. */
  seconds: number
  rounds: number
}

/** One part of the report: what is measured, and how its result is shown. */
export interface Part {
  name: string
  /** A line that says what it measures. */
  title: string
  /** What a full run takes. */
  effort: Effort
  run: (stage: Stage, effort: Effort) => Promise<unknown>
  /** Markdown. */
  render: (result: never) => string
}

/** Keeps a part's result and its rendering of one type. */
export const definePart = <Result>(part: {
  name: string
  title: string
  effort: Effort
  run: (stage: Stage, effort: Effort) => Promise<Result>
  render: (result: Result) => string
}): Part & { render: (result: Result) => string } => part
