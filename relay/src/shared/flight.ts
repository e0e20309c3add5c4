/** What came of a piece of work. */
export type Outcome<T> = { value: T; isFresh: boolean } | { error: unknown }

/** A piece of work under way that others may wait for. It costs no promise until one does. */
export class Flight<T> {
  #landed: Outcome<T> | undefined
  #waiting: ((outcome: Outcome<T>) => void)[] | undefined

  outcome(): Promise<Outcome<T>> {
    return new Promise((resolve) => {
      if (this.#landed !== undefined) resolve(this.#landed)
      else (this.#waiting ??= []).push(resolve)
    })
  }

  land(outcome: Outcome<T>): void {
    this.#landed = outcome
    for (const resolve of this.#waiting ?? []) resolve(outcome)
  }
}
