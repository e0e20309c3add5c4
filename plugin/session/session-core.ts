import type { CodeSource, Identity } from '../identity/identity'
import type { Profile } from '../identity/profile'
import type { Exchange } from '../relay-client/relay-client'
import { keep, type KeptToken } from './kept-token'
import { asLoginResult, loginRequest } from './login-request'
import type { AccessToken, LoginResult, Session } from './session'
import { asLoginError, cancelled, signedOutError } from './session-errors'
import { isSignOut } from './session-record'
import type { SharedRecord } from './shared-record'
import type { SessionState } from './state'
import { toldState } from './told-state'
import { tokenAtHand } from './token-at-hand'
import { watch } from './watch'

export interface CorePorts {
  identify: Identity
  exchange: Exchange
  shared: SharedRecord
  /** Milliseconds since the epoch, by this phone. */
  now: () => number
  newRequestId: () => string
  /** Sent along when the relay serves several apps. */
  appId?: string | undefined
  /** Seconds before its end at which a token is renewed. */
  renewBefore: number
}

export interface CoreLoginOptions {
  force?: boolean | undefined
  cancelDeletion?: boolean | undefined
  /** Asked once the login begins. What it resolves with is sent as it is; it may not reject. */
  whenGiven?: () => Promise<Profile | undefined>
}

/** What every session does, however much its entry adds. */
export interface SessionCore extends Omit<
  Session,
  'consent' | 'profile' | 'login' | 'updateProfile' | 'deleteAccount'
> {
  login(options?: CoreLoginOptions): Promise<LoginResult>
  /** What is kept of a token that is alive, whether or not it is due to be renewed. */
  alive(): KeptToken | undefined
}

/** A login that all callers share until it ends. */
interface RunningLogin {
  result: Promise<LoginResult>
  began: number
  /** A token has come and is being saved. */
  isSaving: boolean
  callOff: (by: 'logout' | 'cancel') => void
}

export function createSessionCore(ports: CorePorts): SessionCore {
  const { shared } = ports
  const token = tokenAtHand(() => shared.current, ports.now, ports.renewBefore)
  const watched = watch({ subscribe: shared.subscribe, untilNext, check })
  const state = toldState(watched.hold)
  let running: RunningLogin | undefined
  let cancels = 0
  /** How many want the token renewed without being asked. */
  let renewers = 0

  /** Changes whenever what began before is no longer wanted. */
  const era = () => cancels + shared.signOuts
  const isSignedOut = () => isSignOut(shared.current)

  function mustStillBeWanted(began: number): void {
    if (began !== era()) throw cancelled('cancel')
  }

  /** Brings the state in line with the record, which time and other sessions change as well. */
  function settle(): void {
    if (running !== undefined || state.current === 'restoring') return
    if (token.isAlive()) {
      if (state.current !== 'ready') state.enter('ready')
    } else if (state.current !== 'failed' || isSignedOut()) {
      if (state.current !== 'signed-out') state.enter('signed-out')
    }
  }

  /** Something has changed: the time, or the record. */
  function check(): void {
    if (running !== undefined && running.began !== era()) interrupt('logout')
    settle()
    const isDue = running === undefined && token.kept() !== undefined && token.untilRenewal() <= 0
    // Subscribers of the state are told how it ends.
    if (renewers > 0 && isDue) getAccessToken().catch(() => undefined)
    watched.rearm()
  }

  function untilNext(): number | undefined {
    if (running !== undefined || !token.isAlive()) return undefined
    return renewers > 0 ? Math.min(token.untilRenewal(), token.untilEnd()) : token.untilEnd()
  }

  /** What is true now, with what other copies of the package have stored. */
  async function restored(): Promise<SessionState> {
    await shared.read()
    if (state.current === 'restoring') state.enter(token.isAlive() ? 'ready' : 'signed-out')
    settle()
    return state.current
  }

  async function login(options: CoreLoginOptions = {}): Promise<LoginResult> {
    const began = era()
    await restored()
    mustStillBeWanted(began)
    return (options.force === true ? undefined : token.usable()) ?? shareLogin(options)
  }

  function shareLogin(options: CoreLoginOptions = {}): Promise<LoginResult> {
    if (running !== undefined) return running.result
    const release = watched.hold()
    const began = era()
    // So that those who wait are told at once, not when the call that was interrupted has timed out.
    let callOff: RunningLogin['callOff'] = () => undefined
    const calledOff = new Promise<never>((_, reject) => {
      callOff = (by) => {
        reject(cancelled(by))
      }
    })
    // A moment later, so that subscribers who are told of its begin find it running.
    const begun = Promise.resolve().then(() => obtain(options, began))
    const result = Promise.race([begun, calledOff])
    result.then(release, release)
    running = { result, began, callOff, isSaving: false }
    return result
  }

  async function obtain(
    { force = false, whenGiven, cancelDeletion = false }: CoreLoginOptions,
    began: number,
  ): Promise<LoginResult> {
    mustStillBeWanted(began)
    const renew = force || shared.refused || shared.current !== undefined
    const requestId = ports.newRequestId()
    let source: CodeSource | undefined
    state.enter('identifying')
    try {
      const [code, given] = await Promise.all([ports.identify(), whenGiven?.()])
      mustStillBeWanted(began)
      source = code.source
      state.enter('exchanging')
      const data = await ports.exchange(
        loginRequest(code, given, { appId: ports.appId, renew, cancelDeletion, requestId }),
      )
      mustStillBeWanted(began)
      if (running !== undefined) running.isSaving = true
      await shared.keep(keep(data, ports.now(), given ?? token.kept()?.profile), () => {
        mustStillBeWanted(began)
      })
      running = undefined
      state.enter('ready')
      return asLoginResult(data, given, code.source)
    } catch (thrown) {
      // Called off: the state belongs to what came since, and who waited has been told.
      mustStillBeWanted(began)
      const error = asLoginError(thrown, requestId, source)
      // Before anyone is told of it: a listener may try again at once.
      running = undefined
      state.enter(token.isAlive() ? 'ready' : 'failed', error)
      throw error
    } finally {
      watched.rearm()
    }
  }

  async function getAccessToken(): Promise<AccessToken> {
    const began = era()
    await restored()
    const atHand = running === undefined ? token.usable() : undefined
    if (atHand !== undefined) return atHand
    if (running === undefined && isSignedOut()) throw signedOutError()
    if (running === undefined) mustStillBeWanted(began)
    try {
      const { Token, ExpireAt } = await shareLogin()
      return { Token, ExpireAt }
    } catch (error) {
      // Renewal comes ahead of need, so its failure is no reason to withhold a token that still works.
      token.rest()
      watched.rearm()
      const old = token.usable()
      if (old === undefined) throw error
      return old
    }
  }

  async function invalidate(refused: string): Promise<void> {
    await restored()
    if (token.kept()?.token !== refused) return
    const saved = shared.refuse()
    settle()
    await saved
  }

  async function logout(): Promise<void> {
    const saved = shared.signOut()
    interrupt('logout')
    await saved
  }

  function cancel(): void {
    cancels += 1
    // The storage may be about to hold the token of a login that is no longer wanted.
    if (running?.isSaving === true) shared.saveAgain()
    interrupt('cancel')
  }

  function interrupt(by: 'logout' | 'cancel'): void {
    const interrupted = running
    running = undefined
    interrupted?.callOff(by)
    if (state.current === 'restoring' && by === 'logout') state.enter('signed-out')
    settle()
  }

  function autoRenew(): () => void {
    const release = watched.hold()
    renewers += 1
    check()
    let wanted = true
    return () => {
      if (!wanted) return
      wanted = false
      renewers -= 1
      release()
      watched.rearm()
    }
  }

  return {
    get state() {
      settle()
      return state.current
    },
    restored,
    login,
    getAccessToken,
    invalidate,
    logout,
    cancel,
    onChange: state.subscribe,
    autoRenew,
    alive: () => (token.isAlive() ? token.kept() : undefined),
  }
}
