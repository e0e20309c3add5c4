/** Milliseconds of waiting from which on a user may call the login off. */
export const LONG_WAIT = 8_000

/** Tells once that a login takes long. */
export interface LongWait {
  readonly isLong: boolean
  /** Goes on where it has begun. */
  begin(): void
  end(): void
}

export function longWait(onLong: () => void): LongWait {
  let timer: number | undefined
  let isLong = false
  return {
    get isLong() {
      return isLong
    },
    begin: () => {
      timer ??= setTimeout(() => {
        isLong = true
        onLong()
      }, LONG_WAIT)
    },
    end: () => {
      if (timer !== undefined) clearTimeout(timer)
      timer = undefined
      isLong = false
    },
  }
}
