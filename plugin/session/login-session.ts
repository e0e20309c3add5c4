import type { LoginError } from '../errors'
import type { UpdateUser } from '../explorer/app-update-user'
import type { Identity } from '../identity/identity'
import type { Profile } from '../identity/profile'
import type { Exchange } from '../relay-client/relay-client'
import { asAccessToken, isDue, keep, secondsLeft, type KeptToken } from './kept-token'
import { asLoginResult, loginRequest, whenGiven } from './login-request'
import type { AccessToken, LoginOptions, LoginResult, Session, SessionChange } from './session'
import { asLoginError, cancelled, signedOutError } from './session-errors'
import type { SessionRecordStore } from './session-record'
import { move, type SessionState } from './state'

export interface SessionPorts {
  identify: Identity
  exchange: Exchange
  updateUser: UpdateUser
  records: SessionRecordStore
  /** Milliseconds since the epoch, by this phone. */
  now: () => number
  newRequestId: () => string
  /** Sent along when the relay serves several apps. */
  appId?: string | undefined
  /** Seconds before its end at which a token is renewed. */
  renewBefore: number
}

/** Milliseconds that a failed renewal is left alone while the old token lives: WeChat limits how often it is asked. */
const RENEWAL_REST = 30_000

export function createLoginSession(ports: SessionPorts): Session {
  const listeners = new Set<(change: SessionChange) => void>()
  let state: SessionState = 'restoring'
  let kept: KeptToken | undefined
  /** Milliseconds, by this phone, until which a token that is due but alive is handed out all the same. */
  let restUntil = -Infinity
  /** The platform refused the last token, so the relay must not hand it out again. */
  let refused = false
  let signedOut = false
  let running: Promise<LoginResult> | undefined
  let callOff: (() => void) | undefined
  /** Raised by `logout()`, so that whatever began before it can tell. */
  let era = 0
  let restoring: Promise<SessionState> | undefined

  function enter(next: SessionState, error?: LoginError): void {
    state = move(state, next)
    const change = error === undefined ? { state } : { state, error }
    for (const listener of listeners) {
      // One of them has moved on, and so has told the others what is true now.
      if (state !== next) return
      try {
        listener(change)
      } catch (thrown) {
        // Left unhandled on purpose: App.onUnhandledRejection hears of it, and the login goes on.
        void Promise.reject(asLoginError(thrown))
      }
    }
  }

  function restored(): Promise<SessionState> {
    restoring ??= ports.records.load().then((record) => {
      if (state !== 'restoring') return state
      signedOut = record !== undefined && 'signedOut' in record
      if (record !== undefined && 'token' in record && !signedOut) kept = record
      enter(isAlive() ? 'ready' : 'signed-out')
      return state
    })
    return restoring
  }

  const isAlive = () => kept !== undefined && secondsLeft(kept, ports.now()) > 0

  function tokenAtHand(): AccessToken | undefined {
    const now = ports.now()
    if (kept === undefined || secondsLeft(kept, now) <= 0) return undefined
    return isDue(kept, now, ports.renewBefore) && now >= restUntil ? undefined : asAccessToken(kept)
  }

  async function login(options: LoginOptions = {}): Promise<LoginResult> {
    const began = era
    await restored()
    mustStillBeWanted(began)
    return (options.force === true ? undefined : tokenAtHand()) ?? shareLogin(options)
  }

  function shareLogin(options: LoginOptions = {}): Promise<LoginResult> {
    if (running !== undefined) return running
    // So that a logout is heard at once, not when the call that it interrupts has timed out.
    const calledOff = new Promise<never>((_, reject) => {
      callOff = () => {
        reject(cancelled())
      }
    })
    running = Promise.race([obtain(options), calledOff])
    return running
  }

  async function obtain({ force = false, profile }: LoginOptions): Promise<LoginResult> {
    const began = era
    const renew = force || refused || kept !== undefined
    const requestId = ports.newRequestId()
    enter('identifying')
    try {
      const [code, given] = await Promise.all([ports.identify(), whenGiven(profile)])
      mustStillBeWanted(began)
      enter('exchanging')
      const data = await ports.exchange(loginRequest(code, given, { appId: ports.appId, renew, requestId }))
      mustStillBeWanted(began)
      kept = keep(data, ports.now())
      refused = false
      signedOut = false
      await ports.records.save(kept)
      mustStillBeWanted(began)
      running = undefined
      enter('ready')
      return asLoginResult(data, given)
    } catch (thrown) {
      // After a logout the state belongs to whatever came since.
      if (began !== era) throw cancelled()
      const error = asLoginError(thrown, requestId)
      // Before anybody hears of it: a listener may try again at once.
      running = undefined
      enter(isAlive() ? 'ready' : 'failed', error)
      throw error
    }
  }

  async function getAccessToken(): Promise<AccessToken> {
    await restored()
    const atHand = running === undefined ? tokenAtHand() : undefined
    if (atHand !== undefined) return atHand
    if (running === undefined && signedOut) throw signedOutError()
    try {
      const { Token, ExpireAt } = await shareLogin()
      return { Token, ExpireAt }
    } catch (error) {
      // Renewal comes ahead of need, so its failure is no reason to withhold a token that still works.
      if (kept === undefined || !isAlive()) throw error
      restUntil = ports.now() + RENEWAL_REST
      return asAccessToken(kept)
    }
  }

  async function invalidate(token: string): Promise<void> {
    await restored()
    if (kept?.token !== token) return
    kept = undefined
    refused = true
    if (state === 'ready') enter('signed-out')
    await ports.records.save(undefined)
  }

  async function logout(): Promise<void> {
    era += 1
    kept = undefined
    running = undefined
    signedOut = true
    callOff?.()
    if (state !== 'signed-out') enter('signed-out')
    await ports.records.save({ signedOut: true })
  }

  async function updateProfile(profile: Profile): Promise<void> {
    const { Token } = await getAccessToken()
    const requestId = ports.newRequestId()
    try {
      await ports.updateUser(Token, profile, requestId)
    } catch (thrown) {
      const error = asLoginError(thrown, requestId)
      if (error.code.endsWith('InvalidAccessToken')) await invalidate(Token)
      throw error
    }
  }

  function mustStillBeWanted(began: number): void {
    if (began !== era) throw cancelled()
  }

  return {
    get state() {
      return state
    },
    restored,
    login,
    getAccessToken,
    invalidate,
    logout,
    updateProfile,
    onChange: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
