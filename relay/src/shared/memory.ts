import type { CodeType } from '../../../plugin/relay-client/contract'
import type { Clock } from '../clock'
import { relayError, RelayError } from '../errors'
import type { TableName, LimitedBy } from '../events'
import type { Awaitable, Claims, Found, LoginUnderWay, Shared } from '../login/claims'
import type { IssuedToken } from '../login/ports'
import type { WindowCount } from '../login/rate-limits'
import type { Secret } from '../secret'
import { ExpiringTable, type Ending } from './expiring-table'
import { Flight, type Outcome } from './flight'
import { reusableMs, reused } from './kept-token'

export interface MemoryOptions {
  clock: Clock
  /** Most entries of each table. Claims under way are not among them: there are as many as logins. */
  entries: number
  /** How long the same question gets the same answer, milliseconds; 0 for never. */
  replayMs: number
  /** How long a token is handed out again to its user, milliseconds; 0 for never. */
  reuseMs: number
  /** Told when a full table dropped what was still good. */
  onEvict: (table: TableName) => void
}

interface SpentCode extends Ending {
  /** Of the login that it was spent for. */
  requestId: string
}

/** How far a login came whose code is spent. */
interface KeptAnswer extends Ending {
  wxOpenId: Secret
  issued: IssuedToken | undefined
}

interface KeptToken extends Ending {
  issued: IssuedToken
}

interface Window extends Ending {
  count: number
}

/** A code is good for five minutes, so after that WeChat itself refuses it. */
export const CODE_LIFE_MS = 300_000

const NOTHING: Found = Object.freeze({})

/** What the logins of one process share, as plain objects. */
export class Memory implements Shared {
  /** By code, and by user: whose work it is. */
  readonly codesUnderWay = new Map<string, MemoryClaims>()
  readonly usersUnderWay = new Map<string, MemoryClaims>()
  /** By code: the login that it was spent for, and what came of it. */
  readonly spentCodes: ExpiringTable<SpentCode>
  readonly answers: ExpiringTable<KeptAnswer>
  /** By user. */
  readonly tokens: ExpiringTable<KeptToken>
  /** One for each kind, so that many addresses do not push out the counts of users. */
  readonly #counts: Record<LimitedBy, ExpiringTable<Window>>

  constructor(readonly options: MemoryOptions) {
    const { clock, entries, onEvict } = options
    const table = <E extends Ending>(name: TableName): ExpiringTable<E> =>
      new ExpiringTable<E>(clock, entries, () => onEvict(name))
    this.spentCodes = table('codes')
    this.answers = table('answers')
    this.tokens = table('tokens')
    this.#counts = {
      address: table('limits'),
      app: table('limits'),
      host: table('limits'),
      user: table('limits'),
    }
  }

  begin(login: LoginUnderWay): MemoryClaims {
    return new MemoryClaims(this, login)
  }

  count(by: LimitedBy, what: string, windowMs: number): WindowCount {
    const counts = this.#counts[by]
    const window = counts.get(what)
    if (window === undefined) {
      counts.set(what, { count: 1, endsAt: this.endOf(windowMs) })
      return { count: 1, endsInMs: windowMs }
    }
    window.count += 1
    return { count: window.count, endsInMs: window.endsAt - this.options.clock.elapsed() }
  }

  /** When what lives so long from now ends, as the tables take it. */
  endOf(lifeMs: number): number {
    return Math.floor(this.options.clock.elapsed() + lifeMs)
  }

  close(): Promise<void> {
    return Promise.resolve()
  }
}

/** The claims of one login among those of this process. */
export class MemoryClaims implements Claims {
  #codeKey: string | undefined
  #userKey: string | undefined
  /** What others wait for; there is none until one does. */
  #code: Flight<IssuedToken> | undefined
  #user: Flight<IssuedToken> | undefined
  /** Set once the code is spent. */
  #wxOpenId: Secret | undefined
  #failure: unknown
  #isOver = false

  constructor(
    readonly memory: Memory,
    readonly login: LoginUnderWay,
  ) {}

  claimCode(codeType: CodeType, code: string): Awaitable<Found> {
    const { codesUnderWay, spentCodes, answers } = this.memory
    const { app, requestId } = this.login
    const key = `${app.appId} ${codeType} ${code}`
    const first = codesUnderWay.get(key)
    if (first !== undefined) {
      if (first.login.requestId !== requestId) throw relayError('WeChat.CodeUsed')
      return this.#waitForCode(first)
    }
    const spentFor = spentCodes.get(key)?.requestId
    const before = spentFor === requestId ? answers.get(key) : undefined
    if (spentFor !== undefined && before === undefined) throw relayError('WeChat.CodeUsed')
    if (before?.issued !== undefined) return { how: 'replayed', issued: before.issued }
    this.#codeKey = key
    codesUnderWay.set(key, this)
    if (before === undefined) return NOTHING
    this.#wxOpenId = before.wxOpenId
    return { how: 'resumed', wxOpenId: before.wxOpenId }
  }

  async #waitForCode(first: MemoryClaims): Promise<Found> {
    this.login.waits.stepAside()
    const outcome = await (first.#code ??= new Flight()).outcome()
    if ('error' in outcome) throw outcome.error
    return { how: 'joined', issued: outcome.value }
  }

  tell(wxOpenId: Secret): void {
    this.#wxOpenId = wxOpenId
  }

  claimUser(wxOpenId: Secret, renew: boolean): Awaitable<Found> {
    // IoT Explorer's accounts belong to an AppKey, whichever of WeChat's apps the user came from.
    const key = `${this.login.app.iotAppKey} ${wxOpenId.reveal()}`
    const first = this.memory.usersUnderWay.get(key)
    return first === undefined ? this.#takeUser(key, renew) : this.#waitForUser(key, first, renew)
  }

  async #waitForUser(key: string, first: MemoryClaims, renew: boolean): Promise<Found> {
    this.login.waits.stepAside()
    for (let other: MemoryClaims | undefined = first; other !== undefined;) {
      const outcome = await (other.#user ??= new Flight()).outcome()
      if ('value' in outcome && (outcome.isFresh || !renew)) return { how: 'joined', issued: outcome.value }
      if ('error' in outcome && concernsAll(outcome.error)) throw outcome.error
      if (this.#isOver || this.login.deadline.remainingMs() === 0) throw stillUnderWay()
      other = this.memory.usersUnderWay.get(key)
    }
    return { ...this.#takeUser(key, renew), hasWaited: true }
  }

  #takeUser(key: string, renew: boolean): Found {
    const kept = renew ? undefined : this.memory.tokens.get(key)
    if (kept !== undefined) return { how: 'reused', issued: reused(kept.issued) }
    this.#userKey = key
    this.memory.usersUnderWay.set(key, this)
    return NOTHING
  }

  count(by: LimitedBy, what: string, windowMs: number): WindowCount {
    return this.memory.count(by, what, windowMs)
  }

  /** @param keepsToken whether to hand the token out again from here */
  answer(issued: IssuedToken, keepsToken = true): void {
    const { tokens, options } = this.memory
    if (this.#userKey !== undefined && keepsToken && options.reuseMs > 0) {
      const lifeMs = reusableMs(issued, options.clock, options.reuseMs)
      if (lifeMs > 0) tokens.set(this.#userKey, { issued, endsAt: this.memory.endOf(lifeMs) })
    }
    this.#landUser(issued, true)
    this.#landCode(issued)
  }

  /** Tells those who wait here for the user what was found elsewhere. */
  foundUser(issued: IssuedToken, isFresh: boolean): void {
    this.#landUser(issued, isFresh)
  }

  /** Keeps the answer of the code that was found elsewhere. */
  foundAnswer(wxOpenId: Secret, issued: IssuedToken): void {
    this.#wxOpenId = wxOpenId
    this.#landCode(issued)
  }

  fail(error: unknown): void {
    this.#failure = error
  }

  release(): void {
    this.#isOver = true
    this.#landUser()
    this.#landCode()
  }

  #landUser(issued?: IssuedToken, isFresh = false): void {
    if (this.#userKey === undefined) return
    this.memory.usersUnderWay.delete(this.#userKey)
    this.#userKey = undefined
    this.#user?.land(this.#outcome(issued, isFresh))
  }

  #landCode(issued?: IssuedToken): void {
    const { codesUnderWay, spentCodes, answers, options } = this.memory
    const key = this.#codeKey
    if (key === undefined) return
    this.#codeKey = undefined
    codesUnderWay.delete(key)
    if (this.#wxOpenId !== undefined) {
      spentCodes.set(key, { requestId: this.login.requestId, endsAt: this.memory.endOf(CODE_LIFE_MS) })
      if (options.replayMs > 0) {
        answers.set(key, { wxOpenId: this.#wxOpenId, issued, endsAt: this.memory.endOf(options.replayMs) })
      }
    }
    this.#code?.land(this.#outcome(issued, true))
  }

  #outcome(issued: IssuedToken | undefined, isFresh: boolean): Outcome<IssuedToken> {
    return issued === undefined ? { error: this.#failure } : { value: issued, isFresh }
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
