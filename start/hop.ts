/** Who takes part in a login, in the order in which it passes them. */
export type Party = 'phone' | 'relay' | 'WeChat' | 'IoT Explorer' | 'storage'

/** One step of a login, as it was seen to happen. Nothing in it is secret: values are masked before they get here. */
export interface Hop {
  from: Party
  to: Party
  /** Milliseconds since the epoch when it began. */
  at: number
  /** Milliseconds until its answer. */
  took: number
  /** What was called. */
  call: string
  /** What it carried. */
  carried: string
  /** What came back. */
  answer: string
}
