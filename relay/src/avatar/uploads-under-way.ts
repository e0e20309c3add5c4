import { relayError } from '../errors'
import { CountsByNetwork } from '../http/addresses'
import { isThisMachine } from '../login/rate-limits'

/** How many uploads are read or worked on at once: with bodies of 2 MB they take 128 MB at most. */
const MOST = 64

/** How many of them from one address, so that one who sends slowly keeps no other out. */
const MOST_OF_ONE = 8

export interface UploadsUnderWay {
  /** Throws `Relay.Busy`, before any of the body is read. Call what it returns when the upload has ended. */
  begin(address: string): () => void
}

export function createUploadsUnderWay(): UploadsUnderWay {
  const byNetwork = new CountsByNetwork()
  let all = 0

  return {
    begin(address) {
      if (all >= MOST || (byNetwork.of(address) >= MOST_OF_ONE && !isThisMachine(address))) {
        throw relayError('Relay.Busy', { message: 'Too many pictures at once. Ask again in a moment.' })
      }
      all += 1
      const end = byNetwork.add(address)
      return () => {
        all -= 1
        end()
      }
    },
  }
}
