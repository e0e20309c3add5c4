import type { CodeType } from '../../../plugin/relay-client/contract'
import { RelayError } from '../errors'
import type { LimitedBy } from '../events'
import type { Claims, Found, Shared } from '../login/claims'
import type { IssuedToken } from '../login/ports'
import type { WindowCount } from '../login/rate-limits'
import type { Secret } from '../secret'
import type { Memory, MemoryClaims } from './memory'
import type { SharedByRedis } from './redis'
import type { RedisClaims } from './redis-claims'

/**
 * What the logins of all copies share, by way of Redis, with this copy's memory in front of it and in its place. A claim
 * is taken here first, so logins of one copy never look for each other in Redis. Where Redis fails, the claim here
 * stands, and the login goes on without it to its end.
 */
export function createFallback(memory: Memory, redis: SharedByRedis): Shared {
  return {
    begin(login) {
      const here = memory.begin(login)
      return redis.isUp() ? new FallbackClaims(here, redis.begin(login)) : here
    },
    count(by, what, windowMs) {
      const here = (): WindowCount => memory.count(by, what, windowMs)
      return redis.isUp() ? orElse(redis.count(by, what, windowMs), here) : here()
    },
    close: async () => redis.close(),
  }
}

class FallbackClaims implements Claims {
  constructor(
    readonly here: MemoryClaims,
    readonly there: RedisClaims,
  ) {}

  async claimCode(codeType: CodeType, code: string): Promise<Found> {
    const here = await this.here.claimCode(codeType, code)
    if (here.issued !== undefined || this.there.visit.isOver) return here
    const there = await orElse(this.there.claimCode(codeType, code), () => undefined)
    if (there?.wxOpenId !== undefined && there.issued !== undefined) {
      this.here.foundAnswer(there.wxOpenId, there.issued)
    }
    return there ?? here
  }

  async tell(wxOpenId: Secret): Promise<void> {
    this.here.tell(wxOpenId)
    await orElse(this.there.tell(wxOpenId), () => undefined)
  }

  async claimUser(wxOpenId: Secret, renew: boolean): Promise<Found> {
    const here = await this.here.claimUser(wxOpenId, renew)
    if (here.issued !== undefined || this.there.visit.isOver) return here
    const there = await orElse(this.there.claimUser(wxOpenId, renew), () => undefined)
    if (there?.issued !== undefined) this.here.foundUser(there.issued, there.how === 'joined')
    return { ...here, ...there }
  }

  count(by: LimitedBy, what: string, windowMs: number): Promise<WindowCount> {
    return orElse(this.there.count(by, what, windowMs), () => this.here.count(by, what, windowMs))
  }

  async answer(issued: IssuedToken): Promise<void> {
    // What Redis keeps for all copies is not kept here: another copy may replace it.
    this.here.answer(issued, this.there.visit.isOver)
    await orElse(this.there.answer(issued), () => undefined)
  }

  fail(error: unknown): void {
    this.here.fail(error)
  }

  async release(): Promise<void> {
    this.here.release()
    await orElse(this.there.release(), () => undefined)
  }
}

/** An error of a login is its answer; any other is one of Redis. */
async function orElse<T>(asked: Promise<T>, instead: () => T): Promise<T> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof RelayError) throw error
    return instead()
  }
}
