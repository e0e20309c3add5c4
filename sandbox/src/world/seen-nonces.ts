import { BoundedMap } from './bounded-map'

const MOST_NONCES = 10_000

/**
 * Requests that came before. Official clients draw the Nonce from as few as ten numbers, so that only Nonce and
 * Timestamp together can name a request.
 */
export class SeenNonces {
  private readonly seen = new BoundedMap<string, true>(MOST_NONCES)

  /** True when this request came before. */
  isRepeated(iotAppKey: string, timestamp: number, nonce: number): boolean {
    const key = JSON.stringify([iotAppKey, timestamp, nonce])
    if (this.seen.has(key)) return true
    this.seen.set(key, true)
    return false
  }

  reset(): void {
    this.seen.clear()
  }
}
