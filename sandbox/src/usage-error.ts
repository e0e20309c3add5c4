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

/** There is no app with this AppID. */
export function noSuchApp(appId: string, known: readonly { appId: string }[]): UsageError {
  const appIds = known.map((app) => app.appId)
  return new UsageError(`The sandbox has no app ${appId}`, `Use one of: ${appIds.join(', ')}.`)
}
