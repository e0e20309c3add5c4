import type { UpdateUser } from '../explorer/app-update-user'
import type { Identity } from '../identity/identity'
import type { Profile } from '../identity/profile'
import type { Exchange } from '../relay-client/relay-client'
import { asAccessToken, isDue, keep, secondsLeft, type KeptToken } from './kept-token'
import { asLoginResult, loginRequest, whenGiven } from './login-request'
import type { AccessToken, LoginOptions, LoginResult, Session } from './session'
import { asLoginError, cancelled, signedOutError } from './session-errors'
import type { SessionRecordStore } from './session-record'
import { isBusy, type SessionState } from './state'
import { toldState } from './told-state'

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
  const state = toldState()
  let kept: KeptToken | undefined
  /** Milliseconds, by this phone, until which a token that is due but alive is handed out all the same. */
  let restUntil = -Infinity
  /** The platform refused the last token, so the relay must not hand it out again. */
  let refused = false
  let signedOut = false
  let running: Promise<LoginResult> | undefined
  let callOff: ((by: 'logout' | 'cancel') => void) | undefined
  /** A token has come and is being saved. */
  let saving = false
  /** Raised by `logout()` and `cancel()`, so that whatever began before it can tell. */
  let era = 0
  let restoring: Promise<void> | undefined

  async function restored(): Promise<SessionState> {
    restoring ??= ports.records.load().then((record) => {
      if (state.current !== 'restoring') return
      signedOut = record !== undefined && 'signedOut' in record
      if (record !== undefined && 'token' in record && !signedOut) kept = record
      state.enter(isAlive() ? 'ready' : 'signed-out')
    })
    await restoring
    return state.current
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
    // So that whoever waits is told at once, not when the call that was interrupted has timed out.
    const calledOff = new Promise<never>((_, reject) => {
      callOff = (by) => {
        reject(cancelled(by))
      }
    })
    running = Promise.race([obtain(options), calledOff])
    return running
  }

  async function obtain({ force = false, profile }: LoginOptions): Promise<LoginResult> {
    const began = era
    const renew = force || refused || kept !== undefined
    const requestId = ports.newRequestId()
    state.enter('identifying')
    try {
      const [code, given] = await Promise.all([ports.identify(), whenGiven(profile)])
      mustStillBeWanted(began)
      state.enter('exchanging')
      const data = await ports.exchange(loginRequest(code, given, { appId: ports.appId, renew, requestId }))
      mustStillBeWanted(began)
      const fresh = keep(data, ports.now())
      saving = true
      await ports.records.save(fresh)
      mustStillBeWanted(began)
      saving = false
      kept = fresh
      refused = false
      signedOut = false
      running = undefined
      state.enter('ready')
      return asLoginResult(data, given)
    } catch (thrown) {
      // Called off: the state belongs to what came since, and who waited has been told.
      if (began !== era) throw cancelled('cancel')
      const error = asLoginError(thrown, requestId)
      // Before anyone is told of it: a listener may try again at once.
      running = undefined
      state.enter(isAlive() ? 'ready' : 'failed', error)
      throw error
    }
  }

  async function getAccessToken(): Promise<AccessToken> {
    const began = era
    await restored()
    const atHand = running === undefined ? tokenAtHand() : undefined
    if (atHand !== undefined) return atHand
    if (running === undefined && signedOut) throw signedOutError()
    if (running === undefined) mustStillBeWanted(began)
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
    if (state.current === 'ready') state.enter('signed-out')
    await ports.records.save(undefined)
  }

  async function logout(): Promise<void> {
    kept = undefined
    signedOut = true
    interrupt('logout')
    if (state.current !== 'signed-out') state.enter('signed-out')
    await ports.records.save({ signedOut: true })
  }

  function cancel(): void {
    // The storage may be about to hold the token of a login that is no longer wanted.
    if (saving) void ports.records.save(signedOut ? { signedOut: true } : kept)
    interrupt('cancel')
    if (isBusy(state.current)) state.enter(isAlive() ? 'ready' : 'signed-out')
  }

  function interrupt(by: 'logout' | 'cancel'): void {
    era += 1
    saving = false
    running = undefined
    callOff?.(by)
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
    if (began !== era) throw cancelled('cancel')
  }

  return {
    get state() {
      return state.current
    },
    restored,
    login,
    getAccessToken,
    invalidate,
    logout,
    cancel,
    updateProfile,
    onChange: state.subscribe,
  }
}
