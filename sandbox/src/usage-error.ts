/** The sandbox was asked for something that it does not have. `instructions` say what to ask for instead. */
export class UsageError extends Error {
  override readonly name = 'UsageError'

  constructor(
    message: string,
    readonly instructions: string,
  ) {
    super(message)
  }
}
