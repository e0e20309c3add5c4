import type { CodeType } from '../../../plugin/relay-client/contract'
import type { Deadline } from '../clock'
import type { RegisteredApp } from '../registered-app'
import type { Secret } from '../secret'
import type { IssuedToken } from './ports'
import type { Counters } from './rate-limits'

/** A value, at once where it is known in this process. */
export type Awaitable<T> = T | Promise<T>

/**
 * What a login shares with others: with those of its own copy, and where there is a Redis with those of every copy.
 * A claim is a lock with an outcome: who comes second waits for it, and gets what the first one came to.
 */
export interface Shared extends Counters {
  /** The claims of one login. Each is taken at most once, and none outlives `release`. */
  begin(login: LoginUnderWay): Claims
  close(): Promise<void>
}

export interface LoginUnderWay {
  app: RegisteredApp
  requestId: string
  deadline: Deadline
  /** Told before this login waits for the outcome of another one. */
  waits: { stepAside(): void }
}

/** How a login was answered without all of its own calls. */
export type Sharing = 'joined' | 'replayed' | 'resumed' | 'reused'

/** What others have come to already. Without `issued` the claim is this login's, and so is the work. */
export interface Found {
  how?: Sharing
  wxOpenId?: Secret
  issued?: IssuedToken
  /** Whether another login was waited for; what was looked up before may have changed. */
  hasWaited?: true
}

export interface Claims extends Counters {
  /**
   * One code, one exchange. The same code with the same request id is a caller who lost the reply: it gets the first
   * answer, or waits for it; where the first came no further than the exchange, it goes on from there. Rejects with
   * `WeChat.CodeUsed` for another request id, and with `Relay.Busy` when the deadline comes first.
   */
  claimCode(codeType: CodeType, code: string): Awaitable<Found>
  /** Notes that the code is spent, and for which user. Never rejects. */
  tell(wxOpenId: Secret): Awaitable<void>
  /**
   * One call to IoT Explorer at a time for a user: the first one registers the user, and what two at once would do,
   * the platform's documents do not say. Those who wait share its token, and its failure when that is the platform's.
   *
   * @param renew whether a token that was kept will not do: only one of a call that was still under way
   */
  claimUser(wxOpenId: Secret, renew: boolean): Awaitable<Found>
  /** Ends all claims with the answer, for those who wait and for the same question. Never rejects. */
  answer(issued: IssuedToken): Awaitable<void>
  /** Says why there will be no answer. */
  fail(error: unknown): void
  /** Ends what is still claimed. A code that was not exchanged is as if it had never been seen. Never rejects. */
  release(): Awaitable<void>
}
