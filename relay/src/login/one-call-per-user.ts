import { relayError, RelayError } from '../errors'
import { parseJsonObject } from '../json-object'
import type { Clock } from '../clock'
import type { RegisteredApp } from '../registered-app'
import type { Secret } from '../secret'
import type { Vault } from '../shared/vault'
import type { Deadline } from './deadline'
import type { IssuedToken } from './ports'
import { takeTurn, type Decide, type TurnDependencies } from './turn'

/** How long those who waited on another copy have for fetching what came of it. */
const HAND_OVER_MS = 2000

/** A token that ends sooner than this is not handed out once more. */
const REUSE_MARGIN_MS = 60_000

export interface UserQuestion {
  app: RegisteredApp
  wxOpenId: Secret
  /** Whether a token that was kept will not do. */
  renew: boolean
  deadline: Deadline
}

/** How a token came about without a call of its own. */
export type SharedCall = 'joined' | 'reused'

export type OneCallPerUser = (
  question: UserQuestion,
  note: (how: SharedCall) => void,
  call: () => Promise<IssuedToken>,
) => Promise<IssuedToken>

export interface OneCallPerUserDependencies extends TurnDependencies {
  vaultOf: (app: RegisteredApp) => Vault
  clock: Clock
  /** How long a token is handed out again to its user, milliseconds; 0 for never. */
  reuseMs: number
}

/**
 * Logins of one user at once, on however many copies, make one call to IoT Explorer and share its token: the first
 * call registers the user, and what two of them at once would do, the platform's documents do not say.
 *
 * Those who wait share the upstream's failures too (429 and 5xx), on one copy; after any other, the next one tries.
 */
export function createOneCallPerUser(dependencies: OneCallPerUserDependencies): OneCallPerUser {
  const { vaultOf, clock, reuseMs } = dependencies
  const underWay = new Map<string, Promise<IssuedToken>>()

  return async ({ app, wxOpenId, renew, deadline }, note, call) => {
    const vault = vaultOf(app)
    // IoT Explorer's accounts belong to an AppKey, whichever of WeChat's apps the user came from.
    const key = vault.nameOf('user', app.iotAppKey, wxOpenId.reveal())
    const open = (sealed: string | undefined): IssuedToken | undefined => {
      const text = sealed === undefined ? undefined : vault.open(key, sealed)
      return text === undefined ? undefined : (parseJsonObject(text) as IssuedToken | undefined)
    }
    const isReusable = (issued: IssuedToken | undefined): issued is IssuedToken =>
      reuseMs > 0 && !renew && issued !== undefined && lifeOf(issued) > REUSE_MARGIN_MS
    const lifeOf = (issued: IssuedToken): number => issued.expireAt * 1000 - clock.now()

    async function lead(): Promise<IssuedToken> {
      const decide: Decide<IssuedToken> = async (other, hasWaited) => {
        if (other?.state === 'running') return 'wait'
        const issued = open(other?.sealed)
        if (issued === undefined || !(hasWaited || isReusable(issued))) return 'take'
        note(hasWaited ? 'joined' : 'reused')
        return { answer: hasWaited ? issued : { token: issued.token, expireAt: issued.expireAt } }
      }
      const turn = await takeTurn(dependencies, key, {}, deadline, decide)
      if ('answer' in turn) return turn.answer
      try {
        const issued = await call()
        const reusableMs = Math.min(reuseMs, lifeOf(issued) - REUSE_MARGIN_MS)
        await turn.end(
          { sealed: vault.seal(key, JSON.stringify(issued)) },
          Math.max(HAND_OVER_MS, reusableMs),
        )
        return issued
      } catch (error) {
        await turn.giveBack()
        throw error
      }
    }

    for (let first = underWay.get(key); first !== undefined; first = underWay.get(key)) {
      try {
        const issued = await first
        note('joined')
        return issued
      } catch (error) {
        if (isOfUpstream(error)) throw error
        if (deadline.remainingMs() === 0) throw relayError('Relay.Busy')
      }
    }
    const promise = lead().finally(() => underWay.delete(key))
    underWay.set(key, promise)
    return promise
  }
}

/** Whether it would have met the others just as well; an error about the request is its own alone. */
const isOfUpstream = (error: unknown): boolean =>
  error instanceof RelayError && (error.row.status === 429 || error.row.status >= 500)
