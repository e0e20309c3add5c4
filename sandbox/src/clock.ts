/**
 * The sandbox's clock. It runs with the clock it is given and can be moved by hand, so that a code or a token
 * expires without anybody waiting for it.
 */
export class SandboxClock {
  private offset = 0

  /** `base` tells the time in milliseconds since 1970. */
  constructor(private readonly base: () => number) {}

  /** Milliseconds since 1970, as the platforms see it. */
  milliseconds(): number {
    return this.base() + this.offset
  }

  /** Whole Unix seconds, as the platforms see it. */
  seconds(): number {
    return Math.floor(this.milliseconds() / 1000)
  }

  /** Milliseconds since 1970 by the clock underneath, which is never moved: for the journal. */
  unmovedMilliseconds(): number {
    return this.base()
  }

  /** Moves the clock forward, or back when negative. */
  advance(seconds: number): void {
    this.offset += seconds * 1000
  }

  /** Puts the clock to a moment, in Unix seconds. It runs on from there. */
  set(seconds: number): void {
    this.offset = seconds * 1000 - this.base()
  }

  /** Back to the clock underneath. */
  reset(): void {
    this.offset = 0
  }
}
