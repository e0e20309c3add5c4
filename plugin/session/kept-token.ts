import type { LoginData } from '../relay-client/contract'
import type { Profile } from '../identity/profile'
import type { AccessToken } from './session'

/** A token as this phone keeps it. The phone's clock only measures how long ago it came, never what time it is. */
export interface KeptToken {
  token: string
  /** Unix seconds by the platform's clock: for display. */
  expireAt: number
  /** Seconds it was good for when it came, by the relay's clock: for every calculation. */
  expiresIn: number
  /** Milliseconds by this phone's clock when it came, right or wrong. */
  receivedAt: number
  /** What the relay opens accounts with, where it says so. */
  placeholder?: LoginData['Placeholder'] | undefined
  /** What the user gave in the login, or since. */
  profile?: Profile | undefined
}

export function keep(data: LoginData, now: number, profile?: Profile): KeptToken {
  return {
    token: data.Token,
    expireAt: data.ExpireAt,
    expiresIn: data.ExpiresIn,
    receivedAt: now,
    placeholder: data.Placeholder,
    profile,
  }
}

/**
 * Seconds of life left. None when the phone's clock has been set back since the token came: its age is then
 * unknown, and a needless renewal costs less than a dead token.
 */
export function secondsLeft(kept: KeptToken, now: number): number {
  const age = (now - kept.receivedAt) / 1000
  return age < 0 ? 0 : kept.expiresIn - age
}

/**
 * Seconds until it is to be renewed: `margin` seconds before its end, so that a token handed out survives the call it
 * was fetched for. A short-lived token is used for at least half its life.
 */
export function untilDue(kept: KeptToken, now: number, margin: number): number {
  return secondsLeft(kept, now) - Math.min(margin, kept.expiresIn / 2)
}

export function isDue(kept: KeptToken, now: number, margin: number): boolean {
  return untilDue(kept, now, margin) <= 0
}

/** The part that is handed out. */
export function asAccessToken({ token, expireAt }: KeptToken): AccessToken {
  return { Token: token, ExpireAt: expireAt }
}
