import { RelayError } from '../errors'
import type { Secret } from '../secret'

export interface SecretPair {
  current: Secret
  /** The one before, while it is being replaced. */
  previous: Secret | undefined
}

/**
 * Asks with the current secret and, when that is refused, once more with the one before it: a platform takes one
 * of the two, and copies of the relay do not learn of a new one in the same moment. The failure of the current one
 * is what is reported, since that is the one to mend.
 */
export async function withEitherSecret<T>(
  { current, previous }: SecretPair,
  isRefusal: (error: RelayError) => boolean,
  ask: (secret: Secret) => Promise<T>,
): Promise<T> {
  try {
    return await ask(current)
  } catch (error) {
    if (previous === undefined || !(error instanceof RelayError) || !isRefusal(error)) throw error
    try {
      return await ask(previous)
    } catch (second) {
      throw second instanceof RelayError && isRefusal(second) ? error : second
    }
  }
}
