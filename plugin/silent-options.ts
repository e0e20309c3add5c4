import { LoginError } from './errors'
import { isFlag, isMilliseconds, isObject, isRelayUrl, isSeconds, isText } from './option-values'
import type { SessionOptions } from './session-options'

/** The options of {@link SessionOptions} that a silent login over `wx.login` and `wx.request` has. */
export interface SilentOptions extends Pick<
  SessionOptions,
  'appId' | 'codeTimeout' | 'requestTimeout' | 'renewBefore' | 'encrypt'
> {
  relayUrl: string
  appKey: string
}

/** What holds for each, and its default. */
const RULES: Record<keyof SilentOptions, [holds: (value: unknown) => boolean, byDefault?: unknown]> = {
  relayUrl: [isRelayUrl],
  appKey: [isText],
  appId: [(value) => value === undefined || isText(value)],
  codeTimeout: [isMilliseconds, 10_000],
  requestTimeout: [isMilliseconds, 15_000],
  renewBefore: [isSeconds, 300],
  encrypt: [isFlag, true],
}

type CheckedSilentOptions = {
  [Name in keyof Omit<SilentOptions, 'appId'>]-?: NonNullable<SilentOptions[Name]>
} & { appId: string | undefined }

/**
 * Fills in the defaults; `undefined` and `null` mean left out.
 *
 * @throws {LoginError} Client.InvalidConfiguration, naming every option that cannot be used
 */
export function checkSilentOptions(options: SilentOptions): CheckedSilentOptions {
  // A host written in JavaScript may give anything.
  const given = (isObject(options) ? options : {}) as Record<string, unknown>
  const checked: Record<string, unknown> = {}
  const wrong = Object.keys(given).filter((name) => !Object.keys(RULES).includes(name))
  for (const [name, [holds, byDefault]] of Object.entries(RULES)) {
    checked[name] = given[name] ?? byDefault
    if (!holds(checked[name])) wrong.push(name)
  }
  if (wrong.length > 0) {
    throw new LoginError(
      'Client.InvalidConfiguration',
      `Correct or take out: ${wrong.join(', ')}. No secret belongs here.`,
      { stage: 'configuration', retryable: false },
    )
  }
  return checked as CheckedSilentOptions
}
