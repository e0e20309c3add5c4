import type { Clock } from '../clock'
import type { UpstreamName } from '../events'

/** A `Date` header tells whole seconds and was written before it travelled, so less than this says nothing. */
const TOLERANCE_SECONDS = 30

/**
 * Compares our clock with the `Date` header of a reply, and reports by how many seconds ours is ahead, whenever it
 * goes off or comes right. A signature carries our time, and ExpiresIn is reckoned by it.
 */
export function createSkewWatch(
  clock: Clock,
  onSkew: (upstream: UpstreamName, seconds: number) => void,
): (upstream: UpstreamName, date: string) => void {
  const wasOff = new Map<UpstreamName, boolean>()
  return (upstream, date) => {
    const theirs = Date.parse(date)
    if (Number.isNaN(theirs)) return
    const seconds = Math.round((clock.now() - theirs) / 1000)
    const isOff = Math.abs(seconds) > TOLERANCE_SECONDS
    if (isOff === (wasOff.get(upstream) ?? false)) return
    wasOff.set(upstream, isOff)
    onSkew(upstream, isOff ? seconds : 0)
  }
}
