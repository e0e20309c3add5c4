import type { Hop } from '../messages'
import { hopOf } from './journey'
import { sandbox } from './sandbox'

/** Milliseconds between two looks while an answer is awaited. */
const INTERVAL = 200

/** Brings what the relay asked of the platforms, from the sandbox's journal. */
export function followUpstream(found: (hops: Hop[]) => void) {
  let last = 0
  let looking: Promise<void> | undefined
  let timer: ReturnType<typeof setInterval> | undefined

  async function look(): Promise<void> {
    const { entries, lastSequence } = await sandbox.journal(last)
    last = lastSequence
    if (entries.length > 0) found(entries.map(hopOf))
  }

  /** One at a time, or an entry could come twice. */
  const lookOnce = (): Promise<void> => {
    looking = (looking ?? Promise.resolve())
      .then(look)
      // The page says so elsewhere: nothing on it works without the sandbox.
      .catch(() => undefined)
    return looking
  }

  return {
    /** Forgets what was before. */
    async skip(): Promise<void> {
      await lookOnce()
    },
    /** Looks again and again while an answer is awaited, and a last time when it has come. */
    waiting(isWaiting: boolean): void {
      clearInterval(timer)
      if (isWaiting) timer = setInterval(() => void lookOnce(), INTERVAL)
      else void lookOnce()
    },
  }
}
