/** The longest wait of `setTimeout`, in milliseconds; a longer one would be over at once. */
const LONGEST = 2 ** 31 - 1

/** Looks after a session while somebody depends on it. A session that no one follows leaves no timer behind. */
export interface Watch {
  /** Somebody depends on it from now on. Returns the function that ends it. */
  hold: () => () => void
  /** The moment of the next check has moved. */
  rearm(): void
}

export interface WatchPorts {
  /** Follows what other sessions of the same AppKey do. */
  subscribe: (listener: () => void) => () => void
  /** Milliseconds until something is due; `undefined` for never. */
  untilNext: () => number | undefined
  check: () => void
}

export function watch({ subscribe, untilNext, check }: WatchPorts): Watch {
  let holders = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let unsubscribe: (() => void) | undefined

  function rearm(): void {
    if (timer !== undefined) clearTimeout(timer)
    const wait = holders > 0 ? untilNext() : undefined
    timer = wait === undefined ? undefined : setTimeout(check, Math.min(Math.max(wait, 1), LONGEST))
  }

  return {
    hold: () => {
      holders += 1
      unsubscribe ??= subscribe(check)
      rearm()
      let held = true
      return () => {
        if (!held) return
        held = false
        holders -= 1
        if (holders > 0) return
        unsubscribe?.()
        unsubscribe = undefined
        rearm()
      }
    },
    rearm,
  }
}
