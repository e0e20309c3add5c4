import type { CodeType } from '../../../plugin/relay-client/contract'
import type { Clock } from '../clock'
import { relayError } from '../errors'
import type { LimitedBy } from '../events'
import { parseJsonObject } from '../json-object'
import type { Found, LoginUnderWay } from '../login/claims'
import type { IssuedToken } from '../login/ports'
import type { WindowCount } from '../login/rate-limits'
import { Secret } from '../secret'
import type { Encryption } from './encryption'
import { reusableMs, reused } from './kept-token'
import { CODE_LIFE_MS } from './memory'
import { LEASE_MS, type RedisLeases, type RedisVerbs } from './redis-verbs'
import type { RedisVisit } from './redis-visit'

export interface RedisClaimsDependencies {
  verbs: RedisVerbs
  leases: RedisLeases
  /** Of the app that the login is for. */
  encryption: Encryption
  /** Of what belongs to no app. */
  encryptionOfAll: Encryption
  clock: Clock
  wait: (milliseconds: number) => Promise<void>
  replayMs: number
  reuseMs: number
}

/** How long those who waited on another copy have for fetching what came of it, milliseconds. */
const HAND_OVER_MS = 2000

/** Between two looks at the claim of another copy, at least and at most, milliseconds. */
const LOOK_AGAIN_MS = [15, 45] as const

const RUNNING = 'running'
const DONE = 'done'

interface Kept {
  wxOpenId: string
  issued?: IssuedToken
}

/** A claim that is this login's until it writes what came of it. */
interface Lease {
  key: string
  mine: string
}

/**
 * The claims of one login among those of all copies: locks with a lease. A lock's text is `running` or `done`, then
 * whose it is or what came of it. Every method rejects when Redis fails; `answer` and `release` then still are sent.
 */
export class RedisClaims {
  #code: (Lease & { asker: string; answerKey: string }) | undefined
  #user: Lease | undefined
  /** Set once the code is spent. */
  #wxOpenId: Secret | undefined
  #isReleased = false

  constructor(
    readonly to: RedisClaimsDependencies,
    readonly login: LoginUnderWay,
    readonly visit: RedisVisit,
  ) {}

  async claimCode(codeType: CodeType, code: string): Promise<Found | undefined> {
    const { encryption, leases } = this.to
    const { app, requestId } = this.login
    const key = encryption.nameOf('code', app.appId, codeType, code)
    const answerKey = encryption.nameOf('answer', app.appId, codeType, code, requestId)
    const asker = answerKey.slice(answerKey.indexOf(':') + 1)
    const lease = { key, mine: `${RUNNING} ${asker} ${leases.newOwner()}` }
    let makesRoom = ''
    for (let looks = 0; ; looks += 1) {
      const [held, kept] = await this.#take(lease, makesRoom, looks, () => this.#recall(answerKey, looks))
      if (held === null) {
        this.#code = { ...lease, asker, answerKey }
        leases.hold(key, lease.mine)
        if (kept === undefined) return undefined
        this.#wxOpenId = new Secret(kept.wxOpenId)
        return found(kept)
      }
      const [state, holder] = held.split(' ')
      if (holder !== asker) throw relayError('WeChat.CodeUsed')
      if (state === DONE && kept?.issued !== undefined) return found(kept)
      // In a cluster the answer can come a little later than the word that there is one.
      if (state === DONE && kept === undefined && looks > 0) throw relayError('WeChat.CodeUsed')
      if (state === DONE && kept !== undefined) makesRoom = held
      else await this.#waitForOther()
    }
  }

  async claimUser(wxOpenId: Secret, renew: boolean): Promise<Found | undefined> {
    const { encryption, leases, clock, reuseMs } = this.to
    // IoT Explorer's accounts belong to an AppKey, whichever of WeChat's apps the user came from.
    const key = encryption.nameOf('user', this.login.app.iotAppKey, wxOpenId.reveal())
    const lease = { key, mine: `${RUNNING} ${leases.newOwner()}` }
    const mayReuse = reuseMs > 0 && !renew
    let hasWaited = false
    let makesRoom = mayReuse ? '' : DONE
    for (let looks = 0; ; looks += 1) {
      const [held] = await this.#take(lease, makesRoom, looks)
      if (held === null) {
        this.#user = lease
        leases.hold(key, lease.mine)
        return hasWaited ? { hasWaited } : undefined
      }
      const [state, encrypted = ''] = held.split(' ')
      if (state === RUNNING) {
        hasWaited = true
        makesRoom = ''
        await this.#waitForOther()
        continue
      }
      const issued = this.#open(key, encrypted) as IssuedToken | undefined
      if (issued !== undefined && hasWaited) return { how: 'joined', issued }
      if (issued !== undefined && mayReuse && reusableMs(issued, clock, reuseMs) > 0) {
        return { how: 'reused', issued: reused(issued) }
      }
      makesRoom = DONE
    }
  }

  async count(by: LimitedBy, what: string, windowMs: number): Promise<WindowCount> {
    const { verbs, encryptionOfAll } = this.to
    const key = encryptionOfAll.nameOf(`rate-${by}`, what)
    const [count, endsInMs] = await this.visit.ask(() => verbs.count(key, windowMs))
    return { count, endsInMs }
  }

  async tell(wxOpenId: Secret): Promise<void> {
    this.#wxOpenId = wxOpenId
    const code = this.#code
    if (code !== undefined && this.to.replayMs > 0) await this.visit.ask(() => this.#keep(code, { wxOpenId }))
  }

  /** Ends both claims in one round trip. */
  async answer(issued: IssuedToken): Promise<void> {
    const { verbs, leases, encryption, clock, reuseMs, replayMs } = this.to
    const [code, user, wxOpenId] = [this.#code, this.#user, this.#wxOpenId]
    this.#code = this.#user = undefined
    const writes: (() => Promise<unknown>)[] = []
    if (user !== undefined) {
      leases.drop(user.key)
      const done = `${DONE} ${encryption.encrypt(user.key, JSON.stringify(issued))}`
      const lifeMs = Math.max(HAND_OVER_MS, reusableMs(issued, clock, reuseMs))
      writes.push(() => verbs.put(user.key, user.mine, done, lifeMs))
    }
    if (code !== undefined && wxOpenId !== undefined) {
      leases.drop(code.key)
      if (replayMs > 0) writes.push(() => this.#keep(code, { wxOpenId, issued }))
      writes.push(() => this.#spend(code))
    }
    await this.#finish(writes)
  }

  async release(): Promise<void> {
    const { verbs, leases } = this.to
    const [code, user] = [this.#code, this.#user]
    this.#code = this.#user = undefined
    this.#isReleased = true
    const writes: (() => Promise<unknown>)[] = []
    if (user !== undefined) {
      leases.drop(user.key)
      writes.push(() => verbs.release(user.key, user.mine))
    }
    if (code !== undefined) {
      leases.drop(code.key)
      const isSpent = this.#wxOpenId !== undefined
      writes.push(() => (isSpent ? this.#spend(code) : verbs.release(code.key, code.mine)))
    }
    await this.#finish(writes)
  }

  /** Null once the lease is this login's, else what its key holds; beside what is asked in the same round trip. */
  async #take<T>(
    { key, mine }: Lease,
    makesRoom: string,
    looks: number,
    beside: () => Promise<T | undefined> = () => Promise.resolve(undefined),
  ): Promise<[held: string | null, beside: T | undefined]> {
    const { verbs } = this.to
    const claim = this.#ask(looks, () => verbs.claim(key, mine, LEASE_MS, makesRoom))
    try {
      const taken = await Promise.all([claim, beside()])
      if (taken[0] === null && this.#isReleased) throw stillUnderWay()
      return taken
    } catch (error) {
      // It may have been granted all the same; this is sent after it, and so carried out after it.
      this.visit.send(() => verbs.release(key, mine))
      throw error
    }
  }

  /** The first look is this login's own; what follows waits for another one. */
  #ask<T>(looks: number, send: () => Promise<T>): Promise<T> {
    return looks === 0 ? this.visit.ask(send) : this.visit.lookAgain(send)
  }

  async #recall(answerKey: string, looks: number): Promise<Kept | undefined> {
    if (this.to.replayMs === 0) return undefined
    const encrypted = await this.#ask(looks, () => this.to.verbs.get(answerKey))
    return encrypted === null ? undefined : (this.#open(answerKey, encrypted) as Kept | undefined)
  }

  async #waitForOther(): Promise<void> {
    const { deadline, waits } = this.login
    if (this.#isReleased || deadline.remainingMs() === 0) throw stillUnderWay()
    waits.stepAside()
    const [least, most] = LOOK_AGAIN_MS
    await this.to.wait(Math.min(deadline.remainingMs(), least + Math.random() * (most - least)))
  }

  #open(name: string, encrypted: string): unknown {
    const text = this.to.encryption.decrypt(name, encrypted)
    return text === undefined ? undefined : parseJsonObject(text)
  }

  #keep(
    { answerKey }: { answerKey: string },
    { wxOpenId, issued }: { wxOpenId: Secret; issued?: IssuedToken },
  ) {
    const kept: Kept = { wxOpenId: wxOpenId.reveal(), ...(issued === undefined ? {} : { issued }) }
    const text = this.to.encryption.encrypt(answerKey, JSON.stringify(kept))
    return this.to.verbs.set(answerKey, text, this.to.replayMs)
  }

  #spend({ key, mine, asker }: { key: string; mine: string; asker: string }): Promise<unknown> {
    return this.to.verbs.put(key, mine, `${DONE} ${asker}`, CODE_LIFE_MS)
  }

  /** Writes in this order and waits for the replies; without waiting once Redis has failed this login. */
  async #finish(writes: (() => Promise<unknown>)[]): Promise<void> {
    if (writes.length === 0) return
    if (!this.visit.isOver) await this.visit.ask(() => Promise.all(writes.map((write) => write())))
    else for (const write of writes) this.visit.send(write)
  }
}

const found = ({ wxOpenId, issued }: Kept): Found => ({
  wxOpenId: new Secret(wxOpenId),
  ...(issued === undefined ? { how: 'resumed' } : { how: 'replayed', issued }),
})

const stillUnderWay = () =>
  relayError('Relay.Busy', { message: 'The same login is still under way. Ask again.' })
