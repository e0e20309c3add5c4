/** Time as this process has had it, milliseconds. */
export interface Pace {
  elapsed(): number
  stop(): void
}

/** Long beside what a beat is late by, short beside what is measured. */
const BEAT_MS = 100

/**
 * Measures what was waited for, and not how busy the machine was: the time of a beat counts once, however late the beat
 * comes. Where every beat comes in time, it is the time of the clock.
 */
export function startPace(now: () => number = () => performance.now()): Pace {
  let beats = 0
  let beatAt = now()
  const timer = setInterval(() => {
    beats += 1
    beatAt = now()
  }, BEAT_MS)
  return {
    elapsed: () => beats * BEAT_MS + Math.min(BEAT_MS, now() - beatAt),
    stop: () => clearInterval(timer),
  }
}
