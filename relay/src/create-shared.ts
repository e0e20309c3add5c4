import type { Clock } from './clock'
import type { StoreConfig } from './config/store-config'
import type { Shared } from './login/claims'
import type { RegisteredApp } from './registered-app'
import { createFallback } from './shared/fallback'
import { createMemory, type TableName } from './shared/memory'
import type { SharedByRedis } from './shared/redis'

export interface SharedDependencies {
  config: StoreConfig
  apps: readonly RegisteredApp[]
  clock: Clock
  wait: (milliseconds: number) => Promise<void>
  /** How long the same question gets the same answer, milliseconds; 0 for never. */
  replayMs: number
  /** How long a token is handed out again to its user, milliseconds; 0 for never. */
  reuseMs: number
  /** Told when Redis is lost, with a word for why, and when it is back. */
  onChange: (isUp: boolean, cause?: string) => void
  onEvict: (table: TableName) => void
}

export interface RelayShared {
  shared: Shared
  /** Writes to Redis, and says whether that went well; `undefined` where there is none. */
  probe: () => Promise<boolean | undefined>
  /** Whether what copies share is shared at the moment; true where there is nothing to share. */
  isShared: () => boolean
  /** Connects to Redis. Resolves when that is done, or after a moment. */
  open: () => Promise<void>
}

/** What a configuration asks for: memory, or Redis with memory in its place while it is away. */
export function createShared({ config, apps, onChange, onEvict, ...options }: SharedDependencies): RelayShared {
  const memory = createMemory({ ...options, entries: config.memoryEntries, onEvict })
  if (config.redis === undefined) {
    const nothing = (): Promise<undefined> => Promise.resolve(undefined)
    return { shared: memory, probe: nothing, isShared: () => true, open: nothing }
  }
  const settings = config.redis
  let redis: SharedByRedis | undefined
  let isClosed = false
  const isShared = (): boolean => redis?.isUp() === true

  return {
    shared: createFallback(memory, {
      get: () => (isShared() ? redis : undefined),
      close() {
        isClosed = true
        redis?.close()
      },
    }),
    probe: async () => redis?.probe() ?? false,
    isShared,
    async open() {
      // Only where it is used: its client takes a good part of a start.
      const { createRedis } = await import('./shared/redis')
      if (isClosed) return
      redis = createRedis({
        ...settings,
        ...options,
        apps,
        onChange(isUp, cause) {
          if (isUp) memory.forgetTokens()
          onChange(isUp, cause)
        },
      })
      await redis.opened()
    },
  }
}
