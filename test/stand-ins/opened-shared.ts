import { setTimeout as wait } from 'node:timers/promises'
import { systemClock } from '../../relay/src'
import { createShared, type RelayShared } from '../../relay/src/create-shared'
import { Secret } from '../../relay/src/secret'

export interface OpenedShared extends RelayShared {
  /** `shared`, or why it is not, in the order in which it was told. */
  changes: string[]
}

export interface OpenOptions {
  replayMs?: number
  reuseMs?: number
  timeoutMs?: number
}

/** What one copy of a relay shares by a Redis, once the first write went well or half a second is over. */
export async function openShared(url: string, options: OpenOptions = {}): Promise<OpenedShared> {
  const { replayMs = 60_000, reuseMs = 0, timeoutMs = 250 } = options
  const changes: string[] = []
  const opened = createShared({
    config: { redis: { url: new Secret(url), keyPrefix: 'prefix:', timeoutMs }, memoryEntries: 1000 },
    apps: [],
    clock: systemClock,
    wait: (milliseconds) => wait(milliseconds),
    replayMs,
    reuseMs,
    onChange: (isUp, cause) => changes.push(isUp ? 'shared' : (cause ?? 'no cause')),
    onEvict: () => undefined,
    onLastingFailure: () => undefined,
  })
  await opened.opened()
  return { ...opened, changes }
}
