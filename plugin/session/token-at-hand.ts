import { asAccessToken, isDue, secondsLeft, untilDue, type KeptToken } from './kept-token'
import type { AccessToken } from './session'
import { isSignOut, type SessionRecord } from './session-record'

/** Milliseconds that a failed renewal is left alone while the old token lives: WeChat limits how often it is asked. */
const RENEWAL_REST = 30_000

/** What the present record is worth right now. */
export interface TokenAtHand {
  kept(): KeptToken | undefined
  isAlive(): boolean
  /** The token to hand out, or `undefined` where it is dead or due to be renewed. */
  usable(): AccessToken | undefined
  /** A renewal has failed: the old token is handed out for a while, although it is due. */
  rest(): void
  /** Milliseconds until it is to be renewed. */
  untilRenewal(): number
  /** Milliseconds until its end. */
  untilEnd(): number
}

/** @param margin seconds before its end at which a token is renewed */
export function tokenAtHand(
  record: () => SessionRecord | undefined,
  now: () => number,
  margin: number,
): TokenAtHand {
  let restUntil = -Infinity

  const kept = () => {
    const present = record()
    return present === undefined || isSignOut(present) ? undefined : present
  }
  const untilEnd = () => {
    const token = kept()
    return token === undefined ? 0 : secondsLeft(token, now()) * 1000
  }

  return {
    kept,
    isAlive: () => untilEnd() > 0,
    usable: () => {
      const token = kept()
      if (token === undefined || untilEnd() <= 0) return undefined
      return isDue(token, now(), margin) && now() >= restUntil ? undefined : asAccessToken(token)
    },
    rest: () => {
      restUntil = now() + RENEWAL_REST
    },
    untilRenewal: () => {
      const token = kept()
      return token === undefined ? 0 : Math.max(untilDue(token, now(), margin) * 1000, restUntil - now())
    },
    untilEnd,
  }
}
