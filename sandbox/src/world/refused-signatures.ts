/** A request whose signature was refused, and what was seen to be wrong with it. */
export interface RefusedSignature {
  /** Unix seconds. */
  at: number
  AppKey: string
  RequestId: string
  /** What had to be signed. */
  stringToSign: string
  mistakes: readonly string[]
  instructions: string
}

const MOST_KEPT = 20

/** The last signatures that were refused, oldest first: the platform's reply says nothing but that they are wrong. */
export class RefusedSignatures {
  private kept: RefusedSignature[] = []

  record(refused: RefusedSignature): void {
    this.kept = [...this.kept, refused].slice(-MOST_KEPT)
  }

  list(): readonly RefusedSignature[] {
    return this.kept
  }

  reset(): void {
    this.kept = []
  }
}
