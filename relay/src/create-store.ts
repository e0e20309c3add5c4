import type { Clock } from './clock'
import type { StoreConfig } from './config/store-config'
import { createDegradingStore } from './shared/degrading-store'
import { createMemoryStore } from './shared/memory-store'
import { createRedisClient } from './shared/redis-client'
import { createRedisStore } from './shared/redis-store'
import type { Store } from './shared/store'

export interface RelayStore {
  store: Store
  /** Asks Redis whether it answers; `undefined` where there is none. */
  probe: () => Promise<boolean | undefined>
  /** Whether what copies share is shared at the moment; true where there is nothing to share. */
  isShared: () => boolean
  /** Resolves when Redis is there, or after a moment. */
  opened: () => Promise<void>
}

/** How long a start waits for Redis before it goes on without, milliseconds. */
const OPENING_MS = 500

/** The store that a configuration asks for: memory, or Redis with memory behind it. */
export function createStore(
  { redis, memoryEntries }: StoreConfig,
  clock: Clock,
  onChange: (isShared: boolean) => void,
): RelayStore {
  const local = createMemoryStore(clock, memoryEntries)
  if (redis === undefined) {
    const nothing = (): Promise<undefined> => Promise.resolve(undefined)
    return { store: local, probe: nothing, isShared: () => true, opened: nothing }
  }
  const client = createRedisClient(redis.url, redis.timeoutMs)
  const shared = createRedisStore(client, redis.keyPrefix)
  const store = createDegradingStore({ shared, local, clock, onChange })
  client.on('ready', () => void store.probe('now'))
  return {
    store,
    probe: () => store.probe(),
    isShared: () => store.isShared(),
    opened: () =>
      new Promise((resolve) => {
        if (client.status === 'ready') {
          resolve()
          return
        }
        const enough = setTimeout(resolve, OPENING_MS)
        client.once('ready', () => {
          clearTimeout(enough)
          resolve()
        })
      }),
  }
}
