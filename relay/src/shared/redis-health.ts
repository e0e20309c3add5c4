import type { Clock } from '../clock'
import { causeOf, RedisTimeout } from './redis-client'

export interface RedisHealth {
  /** Whether the last writes went well. False until the first one has. */
  isUp: () => boolean
  /** A login's command failed, or took too long. */
  failed: (error: unknown) => void
  /** There is a connection: a write is tried at once. */
  connected: () => void
  /** A connection failed; named as the cause where a command then gets no reply. */
  connectionFailed: (error: unknown) => void
  /** Tries a write now, when it is up, and says whether it still is. */
  probe: () => Promise<boolean>
  /** Resolves when it is up for the first time, or after a moment, and then says why not. */
  opened: () => Promise<void>
  close: () => void
}

export interface RedisHealthDependencies {
  clock: Clock
  /** Writes to Redis; rejects when that fails. */
  write: () => Promise<unknown>
  /** Whether there is a connection that a write can go through. */
  isConnected: () => boolean
  /** Told once for each change. */
  onChange: (isUp: boolean, cause?: string) => void
}

/** Between two tries to write while it is away, and the longest that one may take, milliseconds. */
const PROBE_EVERY_MS = 500
const PROBE_TIMEOUT_MS = 1000

/** How long writes have to go well before it is up again; four times as long after each early loss, milliseconds. */
const STEADY_MS = 400
const LONGEST_STEADY_MS = 6400

/** A loss that comes sooner than this after a return is an early one, milliseconds. */
const EARLY_MS = 30_000

/** How long a start waits for Redis before it goes on without, milliseconds. */
const OPENING_MS = 500

/**
 * Whether Redis can be used. It is away from the first failure until writes go well at least twice in a row, which is
 * tried in the background: no login waits for it. One that comes and goes has to be steady for longer each time.
 */
export function createRedisHealth(dependencies: RedisHealthDependencies): RedisHealth {
  const { clock, write, isConnected, onChange } = dependencies
  let state: 'unknown' | 'up' | 'away' = 'unknown'
  let connectionError: unknown
  let steadyMs = STEADY_MS
  let cameBackAt = -Infinity
  /** Since when writes go well, while it is away. */
  let goodSince: number | undefined
  let probing: Promise<boolean> | undefined
  let onFirstUp: (() => void) | undefined

  const timer = setInterval(() => {
    if (state !== 'up' && isConnected()) probeInBackground()
  }, PROBE_EVERY_MS).unref()

  function failed(error: unknown): void {
    goodSince = undefined
    if (state === 'away') return
    const isEarly = clock.elapsed() - cameBackAt < EARLY_MS
    steadyMs = isEarly ? Math.min(4 * steadyMs, LONGEST_STEADY_MS) : STEADY_MS
    state = 'away'
    const isSilence = error instanceof RedisTimeout
    onChange(false, causeOf(isSilence && !isConnected() ? (connectionError ?? error) : error))
  }

  function wentWell(): void {
    if (state === 'up') return
    const now = clock.elapsed()
    goodSince ??= now
    if (state === 'away' && now - goodSince < steadyMs) return
    if (state === 'away') {
      cameBackAt = now
      onChange(true)
    }
    state = 'up'
    goodSince = undefined
    onFirstUp?.()
  }

  async function attempt(): Promise<boolean> {
    let timeout: NodeJS.Timeout | undefined
    const tooLong = new Promise<never>((_resolve, reject) => {
      timeout = setTimeout(() => reject(new RedisTimeout()), PROBE_TIMEOUT_MS)
    })
    try {
      await Promise.race([write(), tooLong])
      wentWell()
    } catch (error) {
      // At start, what the connection says tells more.
      if (state === 'unknown') connectionError ??= error
      else failed(error)
    } finally {
      clearTimeout(timeout)
    }
    return state === 'up'
  }

  const probeOnce = (): Promise<boolean> => (probing ??= attempt().finally(() => (probing = undefined)))

  const probeInBackground = (): void => {
    probeOnce().catch(() => undefined)
  }

  return {
    isUp: () => state === 'up',
    failed,
    connected() {
      connectionError = undefined
      probeInBackground()
    },
    connectionFailed(error) {
      connectionError = error
    },
    probe: () => (state === 'up' ? probeOnce() : Promise.resolve(false)),
    async opened() {
      let enough: NodeJS.Timeout | undefined
      const up = new Promise<void>((resolve) => (onFirstUp = resolve))
      const late = new Promise<void>((resolve) => (enough = setTimeout(resolve, OPENING_MS)))
      if (state !== 'up') await Promise.race([up, late])
      clearTimeout(enough)
      if (state === 'unknown') failed(connectionError ?? new RedisTimeout())
    },
    close: () => clearInterval(timer),
  }
}
