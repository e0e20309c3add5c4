import type { CodeType } from '../../../plugin/relay-client/contract'
import type { Clock } from '../clock'
import { relayError, RelayError } from '../errors'
import type { Awaitable, Claims, Found, LoginUnderWay } from '../login/claims'
import type { IssuedToken } from '../login/ports'
import type { LimitedBy, WindowCount } from '../login/rate-limits'
import type { Secret } from '../secret'
import type { ExpiringTable } from './expiring-table'
import { Flight, type Outcome } from './flight'
import { reusableMs, reused } from './kept-token'

/** A code is good for five minutes, so after that WeChat itself refuses it. */
export const CODE_LIFE_MS = 300_000

const NOTHING: Found = Object.freeze({})

/** How far a login came whose code is spent. */
interface KeptAnswer {
  wxOpenId: Secret
  issued?: IssuedToken
}

/** All that logins of one process share, as plain objects. */
export interface MemoryTables {
  clock: Clock
  /** How long the same question gets the same answer, milliseconds; 0 for never. */
  replayMs: number
  /** How long a token is handed out again to its user, milliseconds; 0 for never. */
  reuseMs: number
  /** By code. */
  codesUnderWay: Map<string, { requestId: string; flight: Flight<IssuedToken> }>
  /** By code: the request id that it was spent for. */
  spentCodes: ExpiringTable<string>
  /** By code. */
  answers: ExpiringTable<KeptAnswer>
  /** By user. */
  usersUnderWay: Map<string, Flight<IssuedToken>>
  /** By user. */
  tokens: ExpiringTable<IssuedToken>
}

/** The claims of one login among those of this process. */
export class MemoryClaims implements Claims {
  #code: { key: string; flight: Flight<IssuedToken> } | undefined
  #user: { key: string; flight: Flight<IssuedToken> } | undefined
  /** Set once the code is spent. */
  #wxOpenId: Secret | undefined
  #failure: unknown
  #isOver = false

  constructor(
    readonly tables: MemoryTables,
    readonly login: LoginUnderWay,
    readonly count: (by: LimitedBy, what: string, windowMs: number) => WindowCount,
  ) {}

  claimCode(codeType: CodeType, code: string): Awaitable<Found> {
    const { codesUnderWay, spentCodes, answers } = this.tables
    const { app, requestId } = this.login
    const key = `${app.appId} ${codeType} ${code}`
    const first = codesUnderWay.get(key)
    if (first !== undefined) {
      if (first.requestId !== requestId) throw relayError('WeChat.CodeUsed')
      return this.#join(first.flight)
    }
    const spentFor = spentCodes.get(key)
    const before = spentFor === requestId ? answers.get(key) : undefined
    if (spentFor !== undefined && before === undefined) throw relayError('WeChat.CodeUsed')
    if (before?.issued !== undefined) return { how: 'replayed', issued: before.issued }
    this.#code = { key, flight: new Flight() }
    codesUnderWay.set(key, { requestId, flight: this.#code.flight })
    if (before === undefined) return NOTHING
    this.#wxOpenId = before.wxOpenId
    return { how: 'resumed', wxOpenId: before.wxOpenId }
  }

  async #join(first: Flight<IssuedToken>): Promise<Found> {
    this.login.waits.stepAside()
    const outcome = await first.outcome()
    if ('error' in outcome) throw outcome.error
    return { how: 'joined', issued: outcome.value }
  }

  tell(wxOpenId: Secret): void {
    this.#wxOpenId = wxOpenId
  }

  claimUser(wxOpenId: Secret, renew: boolean): Awaitable<Found> {
    // IoT Explorer's accounts belong to an AppKey, whichever of WeChat's apps the user came from.
    const key = `${this.login.app.iotAppKey} ${wxOpenId.reveal()}`
    const first = this.tables.usersUnderWay.get(key)
    return first === undefined ? this.#takeUser(key, renew) : this.#waitForUser(key, first, renew)
  }

  async #waitForUser(key: string, first: Flight<IssuedToken>, renew: boolean): Promise<Found> {
    this.login.waits.stepAside()
    for (let flight: typeof first | undefined = first; flight !== undefined;) {
      const outcome = await flight.outcome()
      if ('value' in outcome && (outcome.isFresh || !renew)) return { how: 'joined', issued: outcome.value }
      if ('error' in outcome && concernsAll(outcome.error)) throw outcome.error
      if (this.#isOver || this.login.deadline.remainingMs() === 0) throw stillUnderWay()
      flight = this.tables.usersUnderWay.get(key)
    }
    return this.#takeUser(key, renew)
  }

  #takeUser(key: string, renew: boolean): Found {
    const kept = renew ? undefined : this.tables.tokens.get(key)
    if (kept !== undefined) return { how: 'reused', issued: reused(kept) }
    this.#user = { key, flight: new Flight() }
    this.tables.usersUnderWay.set(key, this.#user.flight)
    return NOTHING
  }

  answer(issued: IssuedToken, keepsToken = true): void {
    const { clock, tokens, reuseMs } = this.tables
    const lifeMs = keepsToken ? reusableMs(issued, clock, reuseMs) : 0
    if (this.#user !== undefined && lifeMs > 0) tokens.set(this.#user.key, issued, lifeMs)
    this.landUser({ value: issued, isFresh: true })
    this.landCode(issued)
  }

  /** Ends the claim of the user, for those who wait for it here. */
  landUser(outcome: Outcome<IssuedToken>): void {
    if (this.#user === undefined) return
    this.tables.usersUnderWay.delete(this.#user.key)
    this.#user.flight.land(outcome)
    this.#user = undefined
  }

  /** Ends the claim of the code, and keeps what is known of it; without a token its failure is handed on. */
  landCode(issued?: IssuedToken): void {
    if (this.#code === undefined) return
    const { codesUnderWay, spentCodes, answers, replayMs } = this.tables
    const { key, flight } = this.#code
    this.#code = undefined
    codesUnderWay.delete(key)
    if (this.#wxOpenId !== undefined) {
      spentCodes.set(key, this.login.requestId, CODE_LIFE_MS)
      const kept = { wxOpenId: this.#wxOpenId }
      if (replayMs > 0) answers.set(key, issued === undefined ? kept : { ...kept, issued }, replayMs)
    }
    flight.land(issued === undefined ? { error: this.#failure } : { value: issued, isFresh: true })
  }

  fail(error: unknown): void {
    this.#failure = error
  }

  release(): void {
    this.#isOver = true
    this.landUser({ error: this.#failure })
    this.landCode()
  }
}

/** Whether the others would have met it just as well: a failure of the upstream, and not of one login or this relay. */
const concernsAll = (error: unknown): boolean =>
  error instanceof RelayError &&
  (error.row.status === 429 || error.row.status >= 500) &&
  !error.code.startsWith('Relay.') &&
  error.note.fault !== 'CALLER_DEADLINE'

const stillUnderWay = () =>
  relayError('Relay.Busy', { message: 'The same login is still under way. Ask again.' })
