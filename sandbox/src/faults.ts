import { checkFault, type FaultRequest, type FaultTarget } from './fault-rules'
import type { UpstreamHost } from './upstream/operation'

export interface QueuedFault extends FaultRequest {
  /** How many answers it still spoils. */
  remaining: number
}

/** What is to go wrong with the next answers, in the order in which it was asked for. */
export class FaultQueue {
  private queued: QueuedFault[] = []

  /** Throws a {@link UsageError} when there is no such fault, or not for this target. */
  add(request: FaultRequest): QueuedFault {
    checkFault(request)
    const fault = { ...request, remaining: request.times ?? 1 }
    this.queued.push(fault)
    return fault
  }

  /** Uses up one time of the first fault that is meant for this operation. */
  take(host: UpstreamHost, operation: string): QueuedFault | undefined {
    const meantFor = (target: FaultTarget) => target === host || target === operation
    const fault = this.queued.find(({ target }) => meantFor(target))
    if (fault && --fault.remaining === 0) this.queued = this.queued.filter((other) => other !== fault)
    return fault
  }

  list(): readonly QueuedFault[] {
    return this.queued
  }

  clear(): void {
    this.queued = []
  }
}
