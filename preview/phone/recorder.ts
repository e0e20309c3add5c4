import { masked } from '../masked'
import type { FromPhone, Hop, Mark } from '../messages'

/** Tells the page around the phone what happens in it. */
export interface Recorder {
  /** A call begins. Answers the function that says how it ended. */
  call(to: Hop['to'], call: string, sent: unknown): (ok: boolean, words: string, received: unknown) => void
  mark(kind: Mark['kind'], words: string): void
}

export function createRecorder(post: (message: FromPhone) => void): Recorder {
  const start = Date.now()
  let last = 0
  // Unlike that of an earlier start, whose calls are still shown.
  const key = () => `phone-${start}-${++last}`
  return {
    call(to, call, sent) {
      const hop: Hop = { key: key(), from: 'phone', to, call, sent: masked(sent), at: Date.now() }
      const began = performance.now()
      post({ type: 'hop', hop })
      return (ok, words, received) => {
        const took = Math.max(1, Math.round(performance.now() - began))
        post({ type: 'hop', hop: { ...hop, answer: { ok, words, received: masked(received), took } } })
      }
    },
    mark(kind, words) {
      post({ type: 'mark', mark: { key: key(), kind, words, at: Date.now() } })
    },
  }
}
