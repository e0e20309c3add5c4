import type { Clock } from '../clock'
import { cureOf, SILENT_REDIS } from '../redis-cures'
import type { SharedByRedis } from '../shared/redis'
import { causeOf } from '../shared/redis-client'
import { accountNames } from './account-names'
import { LastingStoreFailure, type LastingStore, type MarkKind } from './lasting-store'

const keyOf = (prefix: string, kind: MarkKind): string => `${prefix}marks:${kind}`

/**
 * The lasting store of all copies, in Redis: a sorted set for each kind of mark, by its end. The set has no life of its
 * own, so a full Redis under `volatile-lru` never drops it; what is over goes with the next mark. While Redis is away
 * nothing is marked, and each copy goes by what it has seen.
 */
export function createRedisStore(redis: Pick<SharedByRedis, 'isUp' | 'ask'>, clock: Clock): LastingStore {
  const nowSeconds = (): number => Math.floor(clock.now() / 1000)
  /** What this copy knows of, for as long as Redis cannot be asked. */
  const seen = new Map<string, number>()

  async function lookUp(kind: MarkKind, names: readonly string[]): Promise<number | undefined> {
    try {
      const ends = await redis.ask((client, prefix) =>
        Promise.all(names.map((name) => client.zscore(keyOf(prefix, kind), name))),
      )
      for (const [index, name] of names.entries()) note(name, ends[index])
    } catch {
      // A login goes on without Redis, whose failure has been reported.
    }
    return seenUntil(names)
  }

  function note(name: string, until: string | null | undefined): void {
    if (until === null || until === undefined) seen.delete(name)
    else seen.set(name, Number(until))
  }

  const seenUntil = (names: readonly string[]): number | undefined =>
    names.map((name) => seen.get(name)).find((until) => until !== undefined && until > nowSeconds())

  async function write(send: Parameters<typeof redis.ask>[0]): Promise<void> {
    try {
      await redis.ask(send)
    } catch (error) {
      throw new LastingStoreFailure(cureOf(causeOf(error)) ?? SILENT_REDIS)
    }
  }

  return {
    opened: () => Promise.resolve(),
    markedUntil(kind, app, wxOpenId) {
      const names = accountNames(kind, app, wxOpenId)
      return redis.isUp() ? lookUp(kind, names) : seenUntil(names)
    },
    async mark(kind, app, wxOpenId, until) {
      const [name] = accountNames(kind, app, wxOpenId)
      await write((client, prefix) =>
        Promise.all([
          client.zadd(keyOf(prefix, kind), until, name),
          client.zremrangebyscore(keyOf(prefix, kind), '-inf', nowSeconds()),
        ]),
      )
      seen.set(name, until)
    },
    async unmark(kind, app, wxOpenId) {
      const names = accountNames(kind, app, wxOpenId)
      for (const name of names) seen.delete(name)
      await write((client, prefix) => client.zrem(keyOf(prefix, kind), ...names))
    },
    close: () => Promise.resolve(),
  }
}
