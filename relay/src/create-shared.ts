import type { Clock } from './clock'
import type { TableName } from './events'
import type { StoreConfig } from './config/login-config'
import type { Shared } from './login/claims'
import type { RegisteredApp } from './registered-app'
import { createDiskStore } from './lasting/disk-store'
import { createNoLastingStore, type LastingStore } from './lasting/lasting-store'
import { createRedisStore } from './lasting/redis-store'
import { createFallback } from './shared/fallback'
import { Memory } from './shared/memory'
import { createRedis } from './shared/redis'

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
  /** Told what to do about marks that cannot be read. */
  onLastingFailure: (hint: string) => void
}

export interface RelayShared {
  shared: Shared
  /** What outlasts the process: in Redis, else on the disk. */
  lasting: LastingStore
  /** Writes to Redis, and says whether that went well; `undefined` where there is none. */
  probe: () => Promise<boolean | undefined>
  /** Whether what copies share is shared at the moment; true where there is nothing to share. */
  isShared: () => boolean
  /** Resolves when Redis is there, or after a moment. */
  opened: () => Promise<void>
}

/** What a configuration asks for: memory, or Redis with memory in its place while it is away. */
export function createShared({
  config,
  apps,
  onChange,
  onEvict,
  onLastingFailure,
  ...options
}: SharedDependencies): RelayShared {
  const memory = new Memory({ ...options, entries: config.memoryEntries, onEvict })
  if (config.redis === undefined) {
    const nothing = (): Promise<undefined> => Promise.resolve(undefined)
    const { dataDir } = config
    const lasting =
      dataDir === undefined
        ? createNoLastingStore(
            'There is nowhere to keep marks: set REDIS_URL, or DATA_DIR where the disk lasts.',
          )
        : createDiskStore({ dataDir, clock: options.clock, onFailure: onLastingFailure })
    return { shared: memory, lasting, probe: nothing, isShared: () => true, opened: () => lasting.opened() }
  }
  const redis = createRedis({
    ...config.redis,
    ...options,
    apps,
    onChange(isUp, cause) {
      // Other copies may have newer ones by then.
      if (isUp) memory.tokens.clear()
      onChange(isUp, cause)
    },
  })
  return {
    shared: createFallback(memory, redis),
    lasting: createRedisStore(redis, options.clock),
    probe: redis.probe,
    isShared: redis.isUp,
    opened: redis.opened,
  }
}
